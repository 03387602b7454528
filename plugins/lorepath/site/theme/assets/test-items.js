// @ts-check
/** Questions for a test, drawn from the knowledge checks of lessons: their pages hold them, and nothing else does. */

/** @typedef {{ form: HTMLFormElement, objective: string }} Question */
/**
 * @typedef {object} TestedLesson
 * @property {string} id
 * @property {string} title
 * @property {string} url
 * @property {string} topic
 * @property {string} teaches As the page writes it.
 * @property {{ id: string, text: string }[]} objectives
 * @property {Question[]} questions One for each objective that has any.
 */

/** The lesson behind an address, with one question for each of its objectives. Null where it cannot be had.
 * @param {string} url @returns {Promise<TestedLesson | null>} */
export async function drawFrom(url) {
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok) return null;
  // A document that is only parsed runs no script and fetches nothing.
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const tick = page.querySelector("lore-done");
  if (!(tick instanceof HTMLElement)) return null;
  const objectives = [...page.querySelectorAll(".lp-objectives [data-objective]")].map((each) => ({
    id: each.getAttribute("data-objective") ?? "",
    text: each.textContent?.trim() ?? "",
  }));
  const forms = [...page.querySelectorAll("lore-quiz form")];
  return {
    id: tick.dataset.lesson ?? "",
    title: page.querySelector("h1")?.textContent?.trim() ?? "",
    url,
    topic: tick.dataset.topic ?? "",
    teaches: tick.dataset.teaches ?? "",
    objectives,
    questions: objectives.flatMap(({ id }) => {
      const form = oneOf(forms.filter((each) => each.getAttribute("data-objective") === id));
      return form ? [{ form: prepared(form), objective: id }] : [];
    }),
  };
}

/** Whether exactly the keys are chosen.
 * @param {HTMLFormElement} form */
export function isRight(form) {
  const answers = [...form.querySelectorAll(".lp-answers li")];
  return [...form.querySelectorAll("input")].every(
    (input, place) => input.checked === (answers[place]?.getAttribute("data-correct") === "true"),
  );
}

/** @template T @param {T[]} list @returns {T | undefined} */
function oneOf(list) {
  return list[Math.floor(Math.random() * list.length)];
}

/** The question for this page: without its own buttons, its answers out of sight.
 * @param {Element} form */
function prepared(form) {
  const copy = /** @type {HTMLFormElement} */ (document.importNode(form, true));
  copy.querySelector(".lp-item__foot")?.remove();
  const answers = copy.querySelector(".lp-answers");
  if (answers instanceof HTMLElement) answers.hidden = true;
  copy.addEventListener("submit", (event) => event.preventDefault());
  return copy;
}
