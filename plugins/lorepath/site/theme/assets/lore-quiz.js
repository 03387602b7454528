// @ts-check
/** A knowledge check: answers are checked in the page, and every option says why it is right or wrong.
 *
 * The HTML is complete without this script: each question has its answers in a <details>. The script shows the
 * buttons and hides the <details>. A wrong try says why of what was chosen and keeps the rest to itself, so that the
 * next try is still one; all is said once the answer is right, or when the learner asks for it. After each
 * check the page is told with the event `lore-item`; a question that was answered rightly has `data-passed`.
 */

import { isRight, optionsOf, tell } from "./quiz-options.js";

class LoreQuiz extends HTMLElement {
  connectedCallback() {
    for (const form of this.querySelectorAll("form")) {
      const details = form.querySelector("details");
      const foot = form.querySelector(".lp-item__foot");
      if (!details || !(foot instanceof HTMLElement)) continue;
      details.hidden = true;
      foot.hidden = false;
      form.addEventListener("submit", this);
      form.addEventListener("reset", this);
      form.querySelector("button[data-show]")?.addEventListener("click", () => this.show(form));
    }
  }

  /** @param {Event} event */
  handleEvent(event) {
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    if (event.type === "submit") {
      event.preventDefault();
      this.check(form);
    } else {
      this.clear(form);
    }
  }

  /** Say of what was chosen whether it is right; of everything when all of it is.
   * @param {HTMLFormElement} form */
  check(form) {
    const options = optionsOf(form);
    if (!options.some((option) => option.chosen)) {
      this.say(form, "Choose an answer first.");
      form.querySelector("input")?.focus();
      return;
    }
    this.clear(form);
    const passed = isRight(options);
    for (const option of options) if (passed || option.chosen) tell(option);
    const near = options.every((option) => option.correct || !option.chosen);
    this.say(form, passed ? "Right." : near ? "Right so far, but there is more." : "Not yet. Read why, then try again.");
    offer(form, !passed);
    form.toggleAttribute("data-passed", passed);
    this.dispatchEvent(new Event("lore-item", { bubbles: true }));
  }

  /** Say of every option whether it is right. That passes nothing.
   * @param {HTMLFormElement} form */
  show(form) {
    const button = form.querySelector("button[data-show]");
    const focused = document.activeElement === button;
    this.clear(form);
    optionsOf(form).forEach(tell);
    this.say(form, "These are the answers.");
    const retry = form.querySelector("button[type=reset]");
    if (retry instanceof HTMLElement) {
      retry.hidden = false;
      if (focused) retry.focus();
    }
  }

  /** Take verdicts and feedback away again.
   * @param {HTMLFormElement} form */
  clear(form) {
    for (const { row, input, said } of optionsOf(form)) {
      row.removeAttribute("data-verdict");
      input.removeAttribute("aria-describedby");
      said?.remove();
    }
    const buttons = [...form.querySelectorAll("button[type=reset], button[data-show]")];
    if (buttons.some((button) => button === document.activeElement)) form.querySelector("input")?.focus();
    offer(form, false);
    form.removeAttribute("data-passed");
    this.say(form, "");
  }

  /** @param {HTMLFormElement} form @param {string} text */
  say(form, text) {
    const result = form.querySelector(".lp-item__result");
    if (result) result.textContent = text;
  }
}

/** Show or hide the ways on from a wrong answer.
 * @param {HTMLFormElement} form @param {boolean} wanted */
function offer(form, wanted) {
  for (const button of form.querySelectorAll("button[type=reset], button[data-show]")) {
    if (button instanceof HTMLElement) button.hidden = !wanted;
  }
}

customElements.define("lore-quiz", LoreQuiz);
