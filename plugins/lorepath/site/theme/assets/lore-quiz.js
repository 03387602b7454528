// @ts-check
/** A knowledge check: answers are checked in the page, and every option says why it is right or wrong.
 *
 * The HTML is complete without this script: each question has its answers in a <details>. The script shows the
 * buttons, hides the <details>, and moves what it says beside the options when the learner asks.
 */

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

  /** Show the verdict and the feedback of every option.
   * @param {HTMLFormElement} form */
  check(form) {
    const options = [...form.querySelectorAll(".lp-option")];
    const answers = [...form.querySelectorAll(".lp-answers li")];
    const chosen = options.map((option) => option.querySelector("input")?.checked ?? false);
    if (!chosen.includes(true)) {
      this.say(form, "Choose an answer first.");
      form.querySelector("input")?.focus();
      return;
    }
    this.clear(form);
    let passed = true;
    options.forEach((option, place) => {
      const answer = answers[place];
      const correct = answer?.getAttribute("data-correct") === "true";
      if (correct !== chosen[place]) passed = false;
      if (correct || chosen[place]) option.setAttribute("data-verdict", correct ? "right" : "wrong");
      option.append(feedback(correct, chosen[place] ?? false, answer));
    });
    this.say(form, passed ? "Right." : "Not yet. Read why, then try again.");
    const retry = form.querySelector("button[type=reset]");
    if (retry instanceof HTMLElement) retry.hidden = false;
    form.dataset.passed = String(passed);
    const items = this.querySelectorAll("form");
    const done = this.querySelectorAll("form[data-passed=true]");
    if (items.length === done.length) {
      const detail = { lesson: this.dataset.lesson };
      this.dispatchEvent(new CustomEvent("lore-quiz-passed", { bubbles: true, detail }));
    }
  }

  /** Take verdicts and feedback away again.
   * @param {HTMLFormElement} form */
  clear(form) {
    for (const option of form.querySelectorAll(".lp-option")) {
      option.removeAttribute("data-verdict");
      option.querySelector(".lp-option__said")?.remove();
    }
    const retry = form.querySelector("button[type=reset]");
    if (retry instanceof HTMLElement) {
      if (document.activeElement === retry) form.querySelector("input")?.focus();
      retry.hidden = true;
    }
    delete form.dataset.passed;
    this.say(form, "");
  }

  /** @param {HTMLFormElement} form @param {string} text */
  say(form, text) {
    const result = form.querySelector(".lp-item__result");
    if (result) result.textContent = text;
  }
}

/** What an option says after the check: the verdict in words, then why.
 * @param {boolean} correct @param {boolean} chosen @param {Element | undefined} answer */
function feedback(correct, chosen, answer) {
  const said = document.createElement("span");
  said.className = "lp-option__said";
  const verdict = document.createElement("strong");
  if (correct) verdict.textContent = chosen ? "✓ Right." : "✓ This one is right.";
  else verdict.textContent = chosen ? "✗ Not this one." : "Not this one.";
  said.append(verdict, " ");
  const because = answer?.querySelector(".lp-answers__because");
  if (because) said.append(...[...because.childNodes].map((node) => node.cloneNode(true)));
  return said;
}

customElements.define("lore-quiz", LoreQuiz);

export {};
