// @ts-check
/** How scripts say numbers, times and days: as the pages do that are made at build time. */

/** 1 lesson, 2 lessons.
 * @param {number} number @param {string} one @param {string} [many] */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** 45 min, 2 h, 5 h 20 min.
 * @param {number} minutes */
export function duration(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? `${hours} h` : "", rest || !hours ? `${rest} min` : ""].filter(Boolean).join(" ");
}

/** Today where the learner is, as 2026-11-22. */
export function today() {
  return isoDay(new Date());
}

/** A day as 2026-11-22, by the clock of this place.
 * @param {Date} date */
export function isoDay(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** 22 November 2026, from 2026-11-22.
 * @param {string} day */
export function sayDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  const moment = new Date(year ?? 0, (month ?? 1) - 1, date ?? 1);
  return moment.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

/** Levels written as `git:2 review:1`.
 * @param {string | undefined} text @returns {Record<string, number>} */
export function readLevels(text) {
  /** @type {Record<string, number>} */
  const found = Object.create(null);
  for (const pair of (text ?? "").split(" ").filter(Boolean)) {
    const [skill = "", level] = pair.split(":");
    found[skill] = Number(level);
  }
  return found;
}

/** A list written with spaces between.
 * @param {string | undefined} text */
export function readList(text) {
  return (text ?? "").split(" ").filter(Boolean);
}
