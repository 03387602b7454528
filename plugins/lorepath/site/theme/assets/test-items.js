// @ts-check
/** Questions for a test, drawn from the knowledge check of a lesson: its page holds them, and nothing else does. */

import { timesAsked } from "./asked.js";

/** @typedef {{ form: HTMLFormElement, objective: string, name: string }} Question `name` is its own in the portal. */
/** @typedef {{ id: string, text: string }} Objective */
/**
 * @typedef {object} TestedLesson
 * @property {string} id
 * @property {string} title
 * @property {string} url
 * @property {string} topic
 * @property {string} teaches As the page writes it.
 * @property {Objective[]} objectives
 * @property {Element[]} forms Its questions, as they stand on its page.
 */

/** How many questions an objective has at most in one try: two right ones are hardly luck. */
const MOST = 2;

/** The lesson behind an address. Null where it cannot be had.
 * @param {string} url @returns {Promise<TestedLesson | null>} */
export async function testedLesson(url) {
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok) return null;
  // A document that is only parsed runs no script and fetches nothing.
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const tick = page.querySelector("lore-done");
  if (!(tick instanceof HTMLElement)) return null;
  return {
    id: tick.dataset.lesson ?? "",
    title: page.querySelector("h1")?.textContent?.trim() ?? "",
    url,
    topic: tick.dataset.topic ?? "",
    teaches: tick.dataset.teaches ?? "",
    objectives: [...page.querySelectorAll(".lp-objectives [data-objective]")].map((each) => ({
      id: each.getAttribute("data-objective") ?? "",
      text: each.textContent?.trim() ?? "",
    })),
    forms: [...page.querySelectorAll("lore-quiz form")],
  };
}

/** Whether another try on some objectives can ask nothing but what this one has asked.
 * @param {TestedLesson} lesson @param {string[]} objectives */
export function asksTheSame(lesson, objectives) {
  return objectives.every((name) => lesson.forms.filter((form) => form.getAttribute("data-objective") === name).length <= MOST);
}

/** Questions on some objectives, those first that were asked least. Where a learner tries again, their options stand in
 * another order than in the lesson.
 * @param {TestedLesson} lesson @param {Objective[]} objectives @param {boolean} again @returns {Question[]} */
export function draw(lesson, objectives, again) {
  return objectives.flatMap(({ id }) => {
    const found = lesson.forms
      .filter((form) => form.getAttribute("data-objective") === id)
      .map((form) => ({ form, name: `${lesson.id} ${form.getAttribute("data-item")}` }));
    return shuffled(found)
      .sort((one, other) => timesAsked(one.name) - timesAsked(other.name))
      .slice(0, MOST)
      .map(({ form, name }) => ({ form: prepared(form, again), objective: id, name }));
  });
}

/** The question for this page: without its own buttons, its answers out of sight.
 * @param {Element} form @param {boolean} again */
function prepared(form, again) {
  const copy = /** @type {HTMLFormElement} */ (document.importNode(form, true));
  for (const button of copy.querySelectorAll(".lp-item__foot button")) button.remove();
  copy.querySelector(".lp-item__foot")?.removeAttribute("hidden");
  const answers = copy.querySelector(".lp-answers");
  if (answers instanceof HTMLElement) answers.hidden = true;
  if (again) turn(copy);
  copy.addEventListener("submit", (event) => event.preventDefault());
  return copy;
}

/** Bring a question's options, and their answers with them, into another order than the one on its page.
 * @param {HTMLFormElement} form */
function turn(form) {
  const rows = [...form.querySelectorAll(".lp-option")];
  const answers = [...form.querySelectorAll(".lp-answers li")];
  const first = 1 + Math.floor(Math.random() * (rows.length - 1));
  const places = shuffled(rows.map((_, place) => place).filter((place) => place !== first));
  for (const place of [first, ...places]) {
    const [row, answer] = [rows[place], answers[place]];
    if (row && answer) {
      row.parentElement?.append(row);
      answer.parentElement?.append(answer);
    }
  }
}

/** @template T @param {T[]} list */
function shuffled(list) {
  const drawn = list.map((each) => /** @type {const} */ ([Math.random(), each]));
  return drawn.sort(([one], [other]) => one - other).map(([, each]) => each);
}
