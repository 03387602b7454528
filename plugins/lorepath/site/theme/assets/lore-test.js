// @ts-check
/** Test out: questions from the lesson that leads to a skill's next level. What they show is skipped, exactly that.
 *
 * An objective is shown when all its questions of one try are right. A try that leaves objectives open says why of
 * what was chosen, keeps the rest to itself, and the next one waits until the learner has opened the lesson; where the
 * browser keeps nothing, until the learner comes back from anywhere.
 */

import { noteAsked } from "./asked.js";
import { make } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { myPath } from "./my-path.js";
import { isRight, optionsOf, tell } from "./quiz-options.js";
import { levels } from "./record.js";
import { ROOT, roleData } from "./role-data.js";
import { store } from "./store.js";
import { asksTheSame, draw, testedLesson } from "./test-items.js";
import { count, readLevels, today } from "./words.js";

/** @typedef {import("./test-items.js").TestedLesson} TestedLesson */
/** @typedef {import("./test-items.js").Question} Question */

/** What tells that somebody is back from another page, tab or window. */
const BACK = ["pageshow", "visibilitychange", "focus"];

const THEN_AGAIN = "first. Open it, and you can try again here.";
/** The id of what says below a try why the next one has to wait. */
const WAITING = "test-waiting";
const THE_SAME = "The lesson has no other questions on what is left, so the next try asks the same, with their options in another order.";

class LoreTest extends LearnerElement {
  #busy = false;
  /** Where the learner's path is to be seen, if there is one. */
  #way = "";

  begin() {
    this.own("begin").addEventListener("click", () => {
      if (!this.#awaited()) void this.#begin();
    });
    for (const name of BACK) addEventListener(name, this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const name of BACK) removeEventListener(name, this);
  }

  handleEvent() {
    if (store.trouble && document.visibilityState === "visible" && this.#awaited()) {
      store.change((record) => ({ ...record, toRead: [] }));
    }
  }

  show() {
    if (this.#busy) return;
    const rung = this.#rung();
    const had = this.#had();
    const awaited = this.#awaited();
    this.hidden = !rung && had === 0;
    const begin = this.own("begin");
    begin.hidden = !rung;
    const have = had ? `You have level ${had} of it. ` : "";
    if (!rung) {
      this.own("lead").textContent = `${have}There is no higher level with lessons to ask from.`;
      return;
    }
    begin.textContent = `Show level ${rung.dataset.level}, ${rung.querySelector("h3")?.textContent ?? ""}`;
    // Not `disabled`: the keyboard still finds it, and a screen reader tells why it has to wait.
    begin.setAttribute("aria-disabled", String(awaited !== null));
    const told = this.own("result").querySelector(`#${WAITING}`);
    if (awaited) begin.setAttribute("aria-describedby", told ? WAITING : this.own("lead").id);
    else begin.removeAttribute("aria-describedby");
    if (awaited && !told) {
      const left = `${have}Your last try left something of the next level open. ${this.#kept(awaited)}Read `;
      const link = make("a", { href: awaited.href }, awaited.textContent ?? "");
      this.own("lead").replaceChildren(left, link, ` ${THEN_AGAIN}`);
      return;
    }
    this.own("lead").textContent = `${have}Answer one or two questions for each objective of the lesson that leads to the next level: an objective whose questions are all right in one try is shown, and you need not learn it again.`;
  }

  #had() {
    return levels(store.record)[this.dataset.skill ?? ""] ?? 0;
  }

  /** The next level that this learner does not have and some lesson teaches. */
  #rung() {
    const rungs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".lp-rung[data-level]")]);
    return rungs.find((rung) => Number(rung.dataset.level) > this.#had() && rung.querySelector("[data-lesson]"));
  }

  /** The link to a lesson that is to be opened before the next try, if there is one.
   * @returns {HTMLAnchorElement | null} */
  #awaited() {
    const rows = /** @type {HTMLElement[]} */ ([...(this.#rung()?.querySelectorAll("[data-lesson]") ?? [])]);
    return rows.find((row) => store.record.toRead.includes(row.dataset.lesson ?? ""))?.querySelector("a") ?? null;
  }

  /** What is kept of the tries so far, in a sentence; nothing where nothing was shown.
   * @param {HTMLAnchorElement} awaited */
  #kept(awaited) {
    const lesson = awaited.closest("[data-lesson]")?.getAttribute("data-lesson") ?? "";
    const shown = store.record.shown[lesson]?.length ?? 0;
    return shown ? `You showed ${count(shown, "objective")} of its lesson; that is kept, and marked there. ` : "";
  }

  async #begin() {
    this.#busy = true;
    this.own("begin").hidden = true;
    this.own("result").replaceChildren();
    this.own("questions").replaceChildren();
    const lesson = await this.#lesson();
    if (!lesson) return this.#end("No question could be had just now. Try again when you are online.");
    const tried = store.record.shown[lesson.id];
    const questions = draw(lesson, lesson.objectives.filter(({ id }) => !tried?.includes(id)), tried !== undefined);
    if (!questions.length) return this.#finish(lesson, questions);
    noteAsked(questions.map(({ name }) => name));
    for (const [place, { form }] of questions.entries()) {
      const number = form.querySelector(".lp-item__number");
      if (number) number.textContent = `Question ${place + 1} of ${questions.length}`;
    }
    const check = make("button", { type: "button", class: "lp-button" }, "Check all answers");
    check.addEventListener("click", () => this.#check(lesson, questions));
    this.own("questions").replaceChildren(...questions.map(({ form }) => form), make("p", {}, check));
    questions[0]?.form.querySelector("input")?.focus();
  }

  /** The lesson to ask from: the one on the learner's own path, else the shortest of the level. One that has no
   * questions, or is not to be had, gives way to the next.
   * @returns {Promise<TestedLesson | null>} */
  async #lesson() {
    const rows = /** @type {HTMLElement[]} */ ([...(this.#rung()?.querySelectorAll("[data-lesson]") ?? [])]);
    const data = await roleData(store.record.role);
    this.#way = data ? new URL(`${data.url}#path`, ROOT).href : "";
    const order = data ? myPath(data, store.record).order : [];
    const rank = (/** @type {HTMLElement} */ row) => {
      const place = order.indexOf(row.dataset.lesson ?? "");
      return place < 0 ? order.length + Number(row.dataset.minutes) : place;
    };
    for (const row of rows.sort((one, other) => rank(one) - rank(other))) {
      const lesson = await testedLesson(row.querySelector("a")?.href ?? "");
      if (lesson?.forms.length) return lesson;
    }
    return null;
  }

  /** @param {TestedLesson} lesson @param {Question[]} questions */
  #check(lesson, questions) {
    const forms = questions.map(({ form }) => form);
    for (const form of forms) say(form, form.querySelector("input:checked") ? "" : "Choose an answer first. A guess is no shame.");
    const open = forms.find((form) => !form.querySelector("input:checked"));
    if (open) {
      open.querySelector("input")?.focus();
      return;
    }
    for (const form of forms) {
      const options = optionsOf(form);
      for (const option of options) if (option.chosen) tell(option);
      const near = options.every(({ correct, chosen }) => correct || !chosen);
      say(form, isRight(options) ? "Right." : near ? "Right so far, but there is more." : "Not yet.");
      form.querySelector("fieldset")?.setAttribute("disabled", "");
    }
    this.own("questions").lastElementChild?.remove();
    this.#finish(lesson, questions);
  }

  /** Note what the questions of a try showed, and say it.
   * @param {TestedLesson} lesson @param {Question[]} questions */
  #finish(lesson, questions) {
    const missed = questions.filter(({ form }) => !isRight(optionsOf(form))).map(({ objective }) => objective);
    const right = questions.map(({ objective }) => objective).filter((objective) => !missed.includes(objective));
    const before = this.#had();
    store.change((record) => {
      const shown = [...new Set([...(record.shown[lesson.id] ?? []), ...right])].sort();
      const next = { ...record, shown: { ...record.shown, [lesson.id]: shown } };
      if (record.done[lesson.id] || !lesson.objectives.every(({ id }) => shown.includes(id))) return next;
      const facts = { teaches: readLevels(lesson.teaches), topic: lesson.topic };
      return { ...next, done: { ...record.done, [lesson.id]: { on: today(), by: "test", ...facts } } };
    });
    const shown = store.record.shown[lesson.id] ?? [];
    const rows = lesson.objectives.map(({ id, text }) => {
      const open = missed.includes(id) ? "Still to learn: " : "No question asks for it: ";
      return make("li", {}, make("strong", {}, shown.includes(id) ? "✓ Shown: " : open), text);
    });
    const after = this.#had();
    const kept = lesson.objectives.filter(({ id }) => shown.includes(id)).length;
    const all = count(lesson.objectives.length, "objective");
    const partly = kept ? `You showed ${kept} of ${all}; that is kept.` : "Nothing is lost by trying.";
    const isOpen = after <= before;
    if (isOpen) store.change((record) => ({ ...record, toRead: [...new Set([...record.toRead, lesson.id])].sort() }));
    const head = isOpen ? `Not all of the level yet. ${partly}` : `✓ You showed level ${after}.`;
    this.#end(head, make("ul", {}, ...rows), ...(isOpen ? [this.#reading(lesson, missed)] : []), ...this.#onward());
  }

  /** What to do after a try that left something open.
   * @param {TestedLesson} lesson @param {string[]} missed The objectives that another try could show. */
  #reading(lesson, missed) {
    const link = make("a", { href: lesson.url }, lesson.title);
    if (!missed.length) return make("p", { id: WAITING }, "Read ", link, " for the rest.");
    const same = asksTheSame(lesson, missed) ? ` ${THE_SAME}` : "";
    return make("p", { id: WAITING }, "Read ", link, ` ${THEN_AGAIN} What you chose, and why it is right or not, stands below.${same}`);
  }

  #onward() {
    return this.#way ? [make("p", {}, make("a", { href: this.#way }, "See what is left of your path"))] : [];
  }

  /** @param {string} said @param {...Node} parts */
  #end(said, ...parts) {
    const head = make("h3", { tabindex: "-1" }, said);
    this.own("result").replaceChildren(head, ...parts);
    this.#busy = false;
    this.show();
    head.focus();
  }
}

/** @param {HTMLFormElement} form @param {string} text */
function say(form, text) {
  const result = form.querySelector(".lp-item__result");
  if (result) result.textContent = text;
}

customElements.define("lore-test", LoreTest);
