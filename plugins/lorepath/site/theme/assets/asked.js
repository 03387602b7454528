// @ts-check
/** Which questions this tab has asked, so that a second try begins with others. It is forgotten with the tab. */

import { KEY } from "./store.js";

const PLACE = `${KEY}:asked`;

/** @type {Map<string, number>} */
const counts = read();

/** @param {string} question */
export function timesAsked(question) {
  return counts.get(question) ?? 0;
}

/** @param {string[]} questions */
export function noteAsked(questions) {
  for (const question of questions) counts.set(question, timesAsked(question) + 1);
  try {
    sessionStorage.setItem(PLACE, JSON.stringify([...counts]));
  } catch {
    // Where nothing is kept, the next page asks as if for the first time.
  }
}

/** Forget all of them. */
export function forgetAsked() {
  counts.clear();
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // Where nothing is kept, nothing is to be forgotten.
  }
}

/** @returns {Map<string, number>} */
function read() {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(PLACE) ?? "[]"));
  } catch {
    return new Map();
  }
}
