import assert from "node:assert/strict";
import { test } from "node:test";

import { Newer, Unreadable, empty, levels, merged, own, read, renamed } from "./assets.mjs";

const done = (/** @type {object} */ more = {}) => ({ on: "2026-10-01", by: "said", teaches: { git: 1 }, topic: "t", ...more });
const record = (/** @type {object} */ more = {}) => read({ version: 1, ...more });
const plain = (/** @type {unknown} */ value) => JSON.parse(JSON.stringify(value));

test("what is written is read back", () => {
  const whole = {
    version: 1,
    role: "author",
    known: { git: 2 },
    done: { "first-steps": done() },
    shown: { "first-steps": ["a", "b"] },
    weekly: 30,
    format: "video",
    instead: { "long-read": "short-film" },
    last: "first-steps",
    toRead: ["first-steps"],
  };
  assert.deepEqual(plain(read(whole)), whole);
  assert.deepEqual(plain(read(plain(empty()))), plain(empty()));
});

const GARBAGE = {
  nothing: null,
  "a number": 7,
  "a list": [],
  "another file": { name: "x" },
  "a version in words": { version: "1" },
  "a role that is markup": { version: 1, role: "<img src=x onerror=alert(1)>" },
  "a level in words": { version: 1, known: { git: "2" } },
  "a level that is no level": { version: 1, known: { git: -1 } },
  "a lesson that is a path": { version: 1, done: { "../../x": done() } },
  "a prototype": JSON.parse('{"version": 1, "known": {"__proto__": 1}}'),
  "a day that is none": { version: 1, done: { a: done({ on: "yesterday" }) } },
  "an unknown way": { version: 1, done: { a: done({ by: "magic" }) } },
  "objectives that are no list": { version: 1, shown: { a: "b" } },
  "an objective that is an object": { version: 1, shown: { a: [{}] } },
  "lessons to read that are a name": { version: 1, toRead: "a" },
  "minutes that are no number": { version: 1, weekly: Infinity },
  "too many entries": { version: 1, known: Object.fromEntries([...Array(20001).keys()].map((n) => [`s${n}`, 1])) },
};

for (const [what, value] of Object.entries(GARBAGE)) {
  test(`${what} is refused with one sentence or two`, () => {
    assert.throws(
      () => read(value),
      (error) => error instanceof Unreadable && !(error instanceof Newer) && /^This (is no )?file .*\.$/.test(error.message),
    );
  });
}

test("a newer version is told apart", () => assert.throws(() => read({ version: 2 }), Newer));

test("names that every object knows are only names", () => {
  const found = record({ known: { constructor: 2 }, done: { tostring: done({ teaches: { valueof: 1 } }) } });
  assert.deepEqual(plain(levels(found)), { constructor: 2, valueof: 1 });
  assert.equal(levels(found)["toString"], undefined);
});

test("a finished lesson counts for what it teaches, on every path", () => {
  const found = record({ known: { git: 2, review: 1 }, done: { a: done({ teaches: { git: 1, review: 3 } }) } });
  assert.deepEqual(plain(levels(found)), { git: 2, review: 3 });
});

test("merging keeps what either holds, whichever comes first", () => {
  const here = record({ role: "author", known: { git: 1 }, done: { a: done(), b: done({ on: "2026-09-01" }) }, shown: { a: ["x"] } });
  const there = record({ role: "reviewer", known: { git: 3, review: 1 }, done: { b: done({ by: "quiz" }), c: done() }, shown: { a: ["y"] } });
  const both = merged(here, there);
  assert.equal(both.role, "author", "what this browser says stays");
  assert.deepEqual(plain(both.known), { git: 3, review: 1 });
  assert.deepEqual(Object.keys(both.done).sort(), ["a", "b", "c"]);
  assert.deepEqual(plain(both.done.b), done({ on: "2026-09-01", by: "quiz" }));
  assert.deepEqual(plain(both.shown), { a: ["x", "y"] });
  const other = merged(there, here);
  for (const part of ["known", "done", "shown"]) {
    assert.deepEqual(sorted(both[part]), sorted(other[part]), `${part} does not depend on the order`);
  }
  assert.deepEqual(plain(merged(both, there)), plain(both), "once more changes nothing");
  assert.deepEqual(plain(merged(here, empty())), plain(here), "an empty record takes nothing away");
  const [waits, waited] = [record({ toRead: ["a"] }), record({ toRead: ["b"] })];
  assert.deepEqual(merged(waits, waited).toRead, ["a"], "what is to be read before another try is each browser's own");
});

test("a renamed lesson keeps its tick, its objectives and its place", () => {
  const before = record({
    done: { old: done({ on: "2026-08-01" }), new: done() },
    shown: { old: ["x"], new: ["y"] },
    instead: { old: "other", third: "old" },
    last: "old",
    toRead: ["new", "old"],
  });
  const after = renamed(before, { old: "new" });
  assert.deepEqual(plain(after.done), { new: done({ on: "2026-08-01" }) });
  assert.deepEqual(plain(after.shown), { new: ["x", "y"] });
  assert.deepEqual(plain(after.instead), { new: "other", third: "new" });
  assert.equal(after.last, "new");
  assert.deepEqual(after.toRead, ["new"]);
  assert.equal(renamed(after, { old: "new" }), after, "nothing to rename, nothing changed");
});

test("a lesson that is called constructor is not done before anybody has done it", () => {
  const { a: _done, ...rest } = record({ done: { a: done() } }).done; // as whoever takes a tick back does it
  assert.notEqual(rest.constructor, undefined);
  const after = own({ ...empty(), known: {}, done: rest, shown: {}, instead: {} });
  for (const part of [after.known, after.done, after.shown, after.instead]) assert.equal(part.constructor, undefined);
  assert.deepEqual(plain(own(record({ done: { constructor: done() } })).done), { constructor: done() });
});

/** @param {Record<string, unknown>} map */
function sorted(map) {
  return Object.fromEntries(Object.entries(plain(map)).sort(([one], [other]) => (one < other ? -1 : 1)));
}
