// @ts-check
/** A role's path, fitted to one learner by leaving out what is not needed any more.
 *
 * The same as plugins/lorepath/paths/pruning.py, which says how; tests/golden/plans.json holds cases that both replay.
 */

/** @typedef {import("./record.js").Levels} Levels */
/**
 * @typedef {object} Reason One thing that a step is on a path for.
 * @property {"role" | "lesson" | "required" | "elective"} kind
 * @property {string} because In words.
 * @property {string} [skill]
 * @property {number} [level] What is taken of the skill.
 * @property {string} [named] Skill and level in words.
 * @property {string} [lesson] The later step that builds on it.
 * @property {number} [elective] Which of the path's electives, from 0.
 */
/** @typedef {{ lesson: string, title: string, minutes: number, reasons: Reason[], instead: string[] }} Step */
/** @typedef {{ choose: number, of: string[] }} Elective */
/** @typedef {{ skill: string, level: number }} Unmet */
/** @typedef {{ steps: Step[], unmet: Unmet[], electives: Elective[] }} Path */
/** @typedef {{ lesson: string, title: string, because: string[] }} NotNeeded */

/** The path without what this learner does not need.
 * @param {Path} path @param {Levels} known What the learner says, and what each finished lesson teaches.
 * @param {(lesson: string) => boolean} isDone
 * @returns {{ steps: Step[], notNeeded: NotNeeded[], unmet: Unmet[] }} */
export function prune(path, known, isDone) {
  const has = (/** @type {string} */ skill, /** @type {number} */ level) => (known[skill] ?? 0) >= level;
  const counted = path.electives.map((_, number) => countedFor(path, number, isDone));
  /** @type {Map<string, Step>} */
  const kept = new Map();

  /** @param {Reason} reason @param {Step} step */
  function holds(reason, step) {
    if (reason.kind === "elective") return counted[reason.elective ?? 0]?.has(step.lesson) ?? false;
    if (reason.kind === "required") return !isDone(step.lesson);
    const wanted = reason.kind === "role" || kept.has(reason.lesson ?? "");
    return wanted && !has(reason.skill ?? "", reason.level ?? 0);
  }

  for (const step of [...path.steps].reverse()) {
    if (isDone(step.lesson)) continue;
    const reasons = step.reasons.filter((reason) => holds(reason, step));
    if (reasons.length) kept.set(step.lesson, { ...step, reasons });
  }

  const titles = new Map(path.steps.map((step) => [step.lesson, step.title]));
  /** @param {Step} step */
  function* whyNot(step) {
    if (isDone(step.lesson)) {
      yield "you have done it";
      return;
    }
    for (const reason of step.reasons) {
      if (reason.kind === "elective") yield "you have done enough of the lessons to choose from";
      else if (has(reason.skill ?? "", reason.level ?? 0)) yield `you have ${reason.named} already`;
      else {
        const state = isDone(reason.lesson ?? "") ? "done" : "not needed";
        yield `“${titles.get(reason.lesson ?? "")}”, which builds on it, is ${state}`;
      }
    }
  }

  return {
    steps: path.steps.flatMap((step) => kept.get(step.lesson) ?? []),
    notNeeded: path.steps
      .filter((step) => !kept.has(step.lesson))
      .map((step) => ({ lesson: step.lesson, title: step.title, because: [...new Set(whyNot(step))] })),
    unmet: path.unmet.filter(({ skill, level }) => !has(skill, level)),
  };
}

/** Why a step is there, in words: for each skill the reason that counts most.
 * @param {Step} step @returns {string[]} */
export function because(step) {
  /** @type {Map<string, string>} */
  const said = new Map();
  for (const [number, reason] of step.reasons.entries()) {
    const key = reason.skill || String(number);
    if (!said.has(key)) said.set(key, reason.because);
  }
  return [...new Set(said.values())];
}

/** The steps that are still taken for an elective.
 * @param {Path} path @param {number} number @param {(lesson: string) => boolean} isDone */
function countedFor(path, number, isDone) {
  const elective = path.electives[number] ?? { choose: 0, of: [] };
  const steps = path.steps.filter(
    (step) =>
      !isDone(step.lesson) &&
      step.reasons.some((reason) => reason.kind === "elective" && reason.elective === number),
  );
  const left = Math.max(0, elective.choose - elective.of.filter(isDone).length);
  return new Set(steps.slice(0, left).map((step) => step.lesson));
}
