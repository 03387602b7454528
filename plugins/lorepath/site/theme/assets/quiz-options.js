// @ts-check
/** The options of a knowledge check's question, with the answers that the page holds for them. */

/** @typedef {{ row: Element, input: HTMLInputElement, answer: Element, correct: boolean, chosen: boolean,
 *              said: Element | null }} Option */

/** A question's options, each with the answer that the page holds for it.
 * @param {HTMLFormElement} form @returns {Option[]} */
export function optionsOf(form) {
  const answers = [...form.querySelectorAll(".lp-answers li")];
  return [...form.querySelectorAll(".lp-option")].flatMap((row, place) => {
    const input = row.querySelector("input");
    const answer = answers[place];
    if (!input || !answer) return [];
    const correct = answer.getAttribute("data-correct") === "true";
    return [{ row, input, answer, correct, chosen: input.checked, said: row.querySelector(".lp-option__said") }];
  });
}

/** Whether exactly the keys are chosen.
 * @param {Option[]} options */
export function isRight(options) {
  return options.every((option) => option.chosen === option.correct);
}

/** Put the verdict in words and the reason below an option, and tie them to it for screen readers.
 * @param {Option} option */
export function tell({ row, input, answer, correct, chosen }) {
  if (correct || chosen) row.setAttribute("data-verdict", correct ? "right" : "wrong");
  const said = document.createElement("span");
  said.className = "lp-option__said";
  said.id = `__lore_said_${input.name}_${input.value}`;
  const verdict = document.createElement("strong");
  if (correct) verdict.textContent = chosen ? "✓ Right." : "✓ This one is right.";
  else verdict.textContent = chosen ? "✗ Not this one." : "Not this one.";
  said.append(verdict, " ");
  const because = answer.querySelector(".lp-answers__because");
  if (because) said.append(...[...because.childNodes].map((node) => node.cloneNode(true)));
  row.append(said);
  input.setAttribute("aria-describedby", said.id);
}
