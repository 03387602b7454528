// @ts-check
/** The path of one learner: a role's path without what is not needed, in the formats and weeks that suit. */

import { because, prune } from "./pruning.js";
import { levels } from "./record.js";
import { inWeeks } from "./weeks.js";

/** @typedef {import("./role-data.js").RoleData} RoleData */
/** @typedef {import("./record.js").LearnerRecord} LearnerRecord */
/** @typedef {import("./pruning.js").Step} Step */
/**
 * @typedef {object} MyStep A step of a learner's path.
 * @property {string} lesson The lesson to take.
 * @property {string} planned The lesson that the role's path has in its place; mostly the same.
 * @property {number} minutes
 * @property {string[]} because
 * @property {string[]} others Lessons that could stand here, `lesson` left out.
 */
/**
 * @typedef {object} MyPath
 * @property {MyStep[]} steps What is left to do, in order.
 * @property {number} minutes
 * @property {number} weekly Minutes a week.
 * @property {number} weeks
 * @property {import("./weeks.js").Sitting[]} sittings
 * @property {import("./pruning.js").NotNeeded[]} notNeeded
 * @property {import("./pruning.js").Unmet[]} unmet
 * @property {number} share How much of the role's path is behind the learner, 0 to 1.
 * @property {string[]} order Lessons that are done or left, in the order of the path.
 */

/** @param {RoleData} data @param {LearnerRecord} record @returns {MyPath} */
export function myPath(data, record) {
  const isDone = (/** @type {string} */ lesson) => Object.hasOwn(record.done, lesson);
  const left = prune(data, levels(record), isDone);
  const steps = left.steps.map((step) => mine(step, data, record));
  const minutes = steps.reduce((sum, step) => sum + step.minutes, 0);
  const weekly = record.weekly || data.weekly;
  const planned = steps.map(({ lesson, minutes: each }) => {
    return { lesson, minutes: each, sections: data.lessons[lesson]?.sections ?? [] };
  });
  const taken = new Map(steps.map((step) => [step.planned, step.lesson]));
  return {
    steps,
    minutes,
    weekly,
    ...inWeeks(planned, weekly),
    notNeeded: left.notNeeded,
    unmet: left.unmet,
    share: data.minutes ? Math.max(0, 1 - minutes / data.minutes) : 1,
    order: data.steps.flatMap((step) => taken.get(step.lesson) ?? (isDone(step.lesson) ? step.lesson : [])),
  };
}

/** The step with the lesson that this learner takes for it: chosen, or in the format that is preferred.
 * @param {Step} step @param {RoleData} data @param {LearnerRecord} record @returns {MyStep} */
function mine(step, data, record) {
  const fitting = step.instead.filter((lesson) => teachesAll(data.lessons[lesson]?.teaches, step));
  const options = [step.lesson, ...fitting];
  const chosen = record.instead[step.lesson] ?? "";
  const preferred = options.find((lesson) => record.format !== "" && data.lessons[lesson]?.format === record.format);
  const lesson = options.includes(chosen) ? chosen : preferred ?? step.lesson;
  return {
    lesson,
    planned: step.lesson,
    minutes: data.lessons[lesson]?.minutes ?? step.minutes,
    because: because(step),
    others: options.filter((option) => option !== lesson),
  };
}

/** Whether a lesson teaches all that is still taken from a step.
 * @param {Record<string, number> | undefined} teaches @param {Step} step */
function teachesAll(teaches, step) {
  return step.reasons.every(({ skill, level = 0 }) => !skill || ((teaches && teaches[skill]) ?? 0) >= level);
}
