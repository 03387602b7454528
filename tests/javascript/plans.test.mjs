// The cases that Python's planner and the browser share: what is left of a path, and its weeks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { because, inWeeks, prune } from "./assets.mjs";

const golden = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), "utf8"));

for (const { name, lessons, path, cases } of golden("plans").plans) {
  for (const { anew, ...wanted } of cases) {
    test(`${name}, knowing ${JSON.stringify(wanted.known)}, having done ${JSON.stringify(wanted.done)}`, () => {
      const known = { ...wanted.known };
      for (const lesson of wanted.done) {
        for (const [skill, level] of Object.entries(lessons[lesson]?.teaches ?? {})) {
          known[skill] = Math.max(level, known[skill] ?? 0);
        }
      }
      const left = prune(path, known, (lesson) => wanted.done.includes(lesson));
      assert.deepEqual(
        {
          known: wanted.known,
          done: wanted.done,
          minutes: left.steps.reduce((sum, step) => sum + step.minutes, 0),
          steps: left.steps.map((step) => ({ lesson: step.lesson, because: because(step) })),
          not_needed: left.notNeeded.map(({ lesson, because: why }) => ({ lesson, because: why })),
          unmet: left.unmet,
        },
        wanted,
      );
      const minutes = anew.reduce((/** @type {number} */ sum, /** @type {string} */ each) => sum + lessons[each].minutes, 0);
      assert.ok(minutes <= wanted.minutes, "planning anew never takes longer");
    });
  }
}

for (const { about, weekly, lessons, sittings, weeks } of golden("weeks").cases) {
  test(about, () => {
    const planned = lessons.map(([lesson, minutes, sections]) => ({
      lesson,
      minutes,
      sections: sections.map((/** @type {number} */ each) => ["", "", each]),
    }));
    const found = inWeeks(planned, weekly);
    const shape = found.sittings.map(({ lesson, week, minutes, part, first, last }) => [lesson, week, minutes, part, first, last]);
    assert.deepEqual([shape, found.weeks], [sittings, weeks]);
  });
}
