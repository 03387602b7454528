// @ts-check
/** Which lessons fit what is asked for, in which order. No page here. */

/** @typedef {import("./catalogue.js").Entry} Entry */
/**
 * @typedef {object} Asked What is asked for; an empty text asks for nothing.
 * @property {string} words
 * @property {string} role
 * @property {string} skill
 * @property {string} level
 * @property {string} minutes
 * @property {string} format
 * @property {string} freshness
 */
/**
 * @typedef {object} Mine What is known of the learner.
 * @property {string[]} needed Lessons still to do on the learner's path, in order; empty: in no special order.
 */

/** The lessons that fit, best first. `inText` holds lessons whose text has the words, best first.
 * @param {Entry[]} lessons @param {Asked} asked @param {Mine} mine @param {string[]} inText
 * @returns {Entry[]} */
export function search(lessons, asked, mine, inText = []) {
  const words = asked.words.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = new Map(inText.map((lesson, place) => [lesson, place]));
  const found = lessons.flatMap((entry, place) => {
    if (!fits(entry, asked)) return [];
    const score = words.length ? scored(entry, words, rank.get(entry.id)) : 0;
    return score < 0 ? [] : [{ entry, place, score }];
  });
  const order = new Map(mine.needed.map((lesson, place) => [lesson, place]));
  const need = (/** @type {Entry} */ entry) => order.get(entry.id) ?? Infinity;
  return found
    .sort((one, other) => {
      const needs = order.size ? Number(need(one.entry) === Infinity) - Number(need(other.entry) === Infinity) : 0;
      const path = order.size && !words.length ? compared(need(one.entry), need(other.entry)) : 0;
      return needs || other.score - one.score || path || one.place - other.place;
    })
    .map(({ entry }) => entry);
}

/** The pages whose name has all the words, those that begin with them first.
 * @template {[kind: string, name: string, url: string]} Named
 * @param {Named[]} pages @param {string} asked @param {number} most @returns {Named[]} */
export function named(pages, asked, most) {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const begins = (/** @type {Named} */ page) => page[1].toLowerCase().startsWith(words[0] ?? "");
  const found = words.length ? pages.filter(([, name]) => words.every((word) => name.toLowerCase().includes(word))) : [];
  return [...found.filter(begins), ...found.filter((page) => !begins(page))].slice(0, most);
}

/** @param {number} one @param {number} other */
function compared(one, other) {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** @param {Entry} entry @param {Asked} asked */
function fits(entry, { role, skill, level, minutes, format, freshness }) {
  return (
    (!role || entry.roles.includes(role)) &&
    (!(skill || level) ||
      entry.teaches.some((each) => (!skill || each.skill === skill) && (!level || each.level === Number(level)))) &&
    (!minutes || entry.minutes <= Number(minutes)) &&
    (!format || entry.format === format) &&
    (!freshness || entry.fresh === freshness)
  );
}

/** How well a lesson answers the words; below 0 where it does not.
 * @param {Entry} entry @param {string[]} words @param {number | undefined} rank */
function scored(entry, words, rank) {
  const title = entry.title.toLowerCase();
  const all = `${title} ${entry.summary} ${entry.topicTitle} ${entry.teaches.map((each) => each.name).join(" ")}`.toLowerCase();
  const inTitle = words.filter((word) => title.includes(word)).length / words.length;
  const onCard = words.every((word) => all.includes(word));
  if (rank === undefined && !onCard) return -1;
  // A word in the title counts most, then how well the text answers.
  return 4 * inTitle + (onCard ? 1 : 0) + (rank === undefined ? 0 : 2 / (1 + rank));
}
