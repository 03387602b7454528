// @ts-check
/** What a learner's browser remembers, as one plain value: empty, read from outside, merged, renamed. No storage here.
 *
 * Everything is keyed by lesson id and skill id. A lesson that was done keeps what it taught, so that it counts on
 * every path, also after the lesson has changed or is gone.
 */

export const VERSION = 1;
export const USUAL_WEEK = 0; // the portal's own weekly minutes

/** @typedef {Record<string, number>} Levels Skill id to level; levels count from 1. */
/** @typedef {"said" | "quiz" | "test"} How Said so, passed the lesson's check, tested out. */
/** @typedef {{ on: string, by: How, teaches: Levels, topic: string }} Done A finished lesson; `on` is a day. */
/**
 * @typedef {object} LearnerRecord
 * @property {number} version
 * @property {string} role The chosen role's id, or nothing.
 * @property {Levels} known The levels that the learner says to have.
 * @property {Record<string, Done>} done Finished lessons by id.
 * @property {Record<string, string[]>} shown Objectives that were shown in knowledge checks, by lesson id.
 * @property {number} weekly Minutes a week; 0 stands for the portal's own.
 * @property {string} format The format to prefer, or nothing.
 * @property {Record<string, string>} instead Lessons taken in place of others, by the id of the other.
 * @property {string} last The lesson that was opened last, or nothing.
 * @property {string[]} toRead Lessons to open before the next try to test out of them.
 */

/** Why something from outside is no record: a sentence for the learner. */
export class Unreadable extends Error {}

/** It is a record of a version that is not known yet. */
export class Newer extends Unreadable {}

/** @returns {LearnerRecord} */
export function empty() {
  return {
    version: VERSION,
    role: "",
    known: bare(),
    done: bare(),
    shown: bare(),
    weekly: USUAL_WEEK,
    format: "",
    instead: bare(),
    last: "",
    toRead: [],
  };
}

/** The levels that a learner has: said, or reached by finished lessons.
 * @param {LearnerRecord} record @returns {Levels} */
export function levels(record) {
  const found = Object.assign(/** @type {Levels} */ (bare()), record.known);
  for (const { teaches } of Object.values(record.done)) {
    for (const [skill, level] of Object.entries(teaches)) found[skill] = Math.max(level, found[skill] ?? 0);
  }
  return found;
}

const ID = /^[a-z0-9][a-z0-9._-]{0,79}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST = 20000;
const HOW = ["said", "quiz", "test"];

/** The record in a value that may be anything. Throws Unreadable.
 * @param {unknown} value @returns {LearnerRecord} */
export function read(value) {
  const given = fields(value, "it holds none");
  const version = given.version;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) {
    throw new Unreadable("This is no file that a portal's You page has saved; choose one that ends in .json.");
  }
  if (version > VERSION) {
    throw new Newer("This file comes from a newer version of the portal; open the portal anew, then try again.");
  }
  const record = empty();
  record.role = id(given.role, "role", true);
  record.known = readLevels(given.known, "known");
  for (const [lesson, done] of pairs(given.done, "done")) {
    const { on, by, teaches, topic } = fields(done, `\`done\` says nothing of ${lesson}`);
    if (typeof on !== "string" || !DAY.test(on)) throw wrong(`\`done\` names no day for ${lesson}`);
    if (typeof by !== "string" || !HOW.includes(by)) throw wrong(`\`done\` does not say how ${lesson} was finished`);
    const how = /** @type {How} */ (by);
    record.done[lesson] = { on, by: how, teaches: readLevels(teaches, lesson), topic: id(topic, lesson, true) };
  }
  for (const [lesson, objectives] of pairs(given.shown, "shown")) {
    record.shown[lesson] = ids(objectives, "shown");
  }
  for (const [lesson, other] of pairs(given.instead, "instead")) record.instead[lesson] = id(other, "instead");
  record.weekly = minutes(given.weekly);
  record.format = id(given.format, "format", true);
  record.last = id(given.last, "last", true);
  record.toRead = ids(given.toRead ?? [], "toRead");
  return record;
}

/** Two records as one: nothing that either holds gets lost. Where only one answer can be kept, it is `ours`, and so is
 * what is to be read before another try.
 * @param {LearnerRecord} ours @param {LearnerRecord} theirs @returns {LearnerRecord} */
export function merged(ours, theirs) {
  const all = empty();
  all.role = ours.role || theirs.role;
  all.weekly = ours.weekly || theirs.weekly;
  all.format = ours.format || theirs.format;
  all.last = ours.last || theirs.last;
  all.toRead = ours.toRead;
  Object.assign(all.instead, theirs.instead, ours.instead);
  for (const { known, done, shown } of [ours, theirs]) {
    for (const [skill, level] of Object.entries(known)) all.known[skill] = Math.max(level, all.known[skill] ?? 0);
    for (const [lesson, each] of Object.entries(done)) all.done[lesson] = both(all.done[lesson], each);
    for (const [lesson, objectives] of Object.entries(shown)) {
      all.shown[lesson] = [...new Set([...(all.shown[lesson] ?? []), ...objectives])].sort();
    }
  }
  return all;
}

/** The record with lessons under the names that they have now; the same one where nothing is renamed.
 * @param {LearnerRecord} record @param {Record<string, string>} names Former id to id.
 * @returns {LearnerRecord} */
export function renamed(record, names) {
  const now = (/** @type {string} */ lesson) => (Object.hasOwn(names, lesson) ? names[lesson] ?? lesson : lesson);
  const old = [record.last, ...record.toRead, ...[record.done, record.shown, record.instead].flatMap((each) => Object.keys(each))];
  if (![...old, ...Object.values(record.instead)].some((lesson) => now(lesson) !== lesson)) return record;
  const toRead = [...new Set(record.toRead.map(now))];
  const found = { ...record, last: now(record.last), toRead, done: bare(), shown: bare(), instead: bare() };
  for (const [lesson, done] of Object.entries(record.done)) found.done[now(lesson)] = both(found.done[now(lesson)], done);
  for (const [lesson, objectives] of Object.entries(record.shown)) {
    found.shown[now(lesson)] = [...new Set([...(found.shown[now(lesson)] ?? []), ...objectives])].sort();
  }
  for (const [lesson, other] of Object.entries(record.instead)) found.instead[now(lesson)] = now(other);
  return found;
}

/** A lesson finished twice: on the earlier day, shown rather than said, with all that it taught.
 * @param {Done | undefined} one @param {Done} other @returns {Done} */
function both(one, other) {
  if (!one) return other;
  const teaches = Object.assign(/** @type {Levels} */ (bare()), one.teaches);
  for (const [skill, level] of Object.entries(other.teaches)) teaches[skill] = Math.max(level, teaches[skill] ?? 0);
  const by = HOW.indexOf(one.by) >= HOW.indexOf(other.by) ? one.by : other.by;
  return { on: one.on < other.on ? one.on : other.on, by, teaches, topic: one.topic || other.topic };
}

/** The record with maps that hold nothing but what was put into them: a lesson may be called `constructor`.
 * @param {LearnerRecord} record @returns {LearnerRecord} */
export function own(record) {
  const known = Object.assign(bare(), record.known);
  const done = Object.assign(bare(), record.done);
  const shown = Object.assign(bare(), record.shown);
  return { ...record, known, done, shown, instead: Object.assign(bare(), record.instead) };
}

/** An object that has nothing but what is put into it.
 * @returns {Record<string, any>} */
function bare() {
  return Object.create(null);
}

/** @param {unknown} value @param {string} otherwise @returns {Record<string, unknown>} */
function fields(value, otherwise) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(otherwise);
  return /** @type {Record<string, unknown>} */ (value);
}

/** @param {unknown} value @param {string} name @returns {[string, unknown][]} */
function pairs(value, name) {
  if (value === undefined) return [];
  const found = Object.entries(fields(value, `\`${name}\` holds no entries`));
  if (found.length > MOST) throw wrong(`\`${name}\` holds more entries than a portal has lessons`);
  for (const [key] of found) id(key, name);
  return found;
}

/** @param {unknown} value @param {string} name @returns {Levels} */
function readLevels(value, name) {
  const found = /** @type {Levels} */ (bare());
  for (const [skill, level] of pairs(value, name)) {
    if (typeof level !== "number" || !Number.isInteger(level) || level < 1 || level > 99) {
      throw wrong(`\`${name}\` names no level for ${skill}`);
    }
    found[skill] = level;
  }
  return found;
}

/** @param {unknown} value @param {string} name @param {boolean} [optional] @returns {string} */
function id(value, name, optional = false) {
  if (optional && (value === undefined || value === "")) return "";
  if (typeof value !== "string" || !ID.test(value)) throw wrong(`\`${name}\` holds something that is no name`);
  return value;
}

/** @param {unknown} value @param {string} name @returns {string[]} */
function ids(value, name) {
  if (!Array.isArray(value) || value.length > MOST) throw wrong(`\`${name}\` holds no list of names`);
  return [...new Set(value.map((each) => id(each, name)))].sort();
}

/** @param {unknown} value @returns {number} */
function minutes(value) {
  if (value === undefined) return USUAL_WEEK;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 10080) {
    throw wrong("`weekly` holds no number of minutes");
  }
  return value;
}

/** @param {string} why */
function wrong(why) {
  return new Unreadable(`This file cannot be read as a learner's record: ${why}. Nothing was changed.`);
}
