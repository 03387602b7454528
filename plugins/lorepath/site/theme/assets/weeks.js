// @ts-check
/** A path in weeks: which lessons, or parts of lessons, fill each week of a learner's time.
 *
 * The same as plugins/lorepath/paths/weeks.py, which says how; tests/golden/weeks.json holds cases that both replay.
 */

/** @typedef {[title: string, anchor: string, minutes: number]} Section A part of a lesson between two main headings. */
/** @typedef {{ lesson: string, minutes: number, sections: Section[] }} Planned */
/**
 * @typedef {object} Sitting What is learned in one go: sections `first` to `last`, counted from 0.
 * @property {string} lesson
 * @property {number} week The week it begins in, from 1.
 * @property {number} minutes
 * @property {number} part From 1 where the lesson is split, else 0.
 * @property {number} first
 * @property {number} last
 */

/** The sittings of lessons, in order, and how many weeks they take.
 * @param {Planned[]} lessons @param {number} weekly Minutes a week, at least 1.
 * @returns {{ sittings: Sitting[], weeks: number }} */
export function inWeeks(lessons, weekly) {
  /** @type {Sitting[]} */
  const sittings = [];
  let week = 1;
  let left = weekly;
  for (const { lesson, minutes, sections } of lessons) {
    let part = 0;
    for (const [first, last, length] of parts(minutes, sections, weekly)) {
      part += 1;
      if (length > left && left < weekly) {
        week += 1;
        left = weekly;
      }
      const unsplit = first === 0 && last === Math.max(0, sections.length - 1);
      sittings.push({ lesson, week, minutes: length, part: unsplit ? 0 : part, first, last });
      left -= length;
      while (left < 0) {
        week += 1;
        left += weekly;
      }
    }
  }
  return { sittings, weeks: sittings.length ? week : 0 };
}

/** First section, last section and minutes of each sitting of one lesson.
 * @param {number} minutes @param {Section[]} sections @param {number} most
 * @returns {Generator<[number, number, number]>} */
function* parts(minutes, sections, most) {
  if (minutes <= most || sections.length < 2) {
    yield [0, Math.max(0, sections.length - 1), minutes];
    return;
  }
  let first = 0;
  let length = 0;
  for (const [number, [, , each]] of sections.entries()) {
    if (length && length + each > most) {
      yield [first, number - 1, length];
      first = number;
      length = 0;
    }
    length += each;
  }
  yield [first, sections.length - 1, length];
}
