// @ts-check
/** A lesson's own tick: finished by button, by Ctrl + Enter, or by its knowledge checks, and taken back by button. */

import { make } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { renamed } from "./record.js";
import { store } from "./store.js";
import { readLevels, readList, sayDay, today } from "./words.js";

/** What tells that the learner has this page in view again. */
const BACK = ["pageshow", "visibilitychange"];
const SAID = { said: "You finished this lesson", quiz: "You passed its knowledge check", test: "You tested out of it" };

class LoreDone extends LearnerElement {
  begin() {
    this.lesson = this.dataset.lesson ?? "";
    this.button = /** @type {HTMLButtonElement} */ (this.own("button"));
    this.button.addEventListener("click", () => this.#turn());
    addEventListener("keydown", this);
    addEventListener("lore-item", this);
    for (const name of BACK) addEventListener(name, this);
    const names = Object.fromEntries(readList(this.dataset.aliases).map((former) => [former, this.lesson ?? ""]));
    store.change((record) => this.#refreshed(renamed(record, names)));
    this.#answered(); // what was answered before this script was there
    this.hidden = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("keydown", this);
    removeEventListener("lore-item", this);
    for (const name of BACK) removeEventListener(name, this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      this.#turn();
      this.button?.focus();
    } else if (BACK.includes(event.type)) {
      if (document.visibilityState === "visible") store.change((record) => this.#opened(record));
    } else {
      this.#answered();
    }
  }

  show() {
    const done = store.record.done[this.lesson ?? ""];
    this.toggleAttribute("data-done", done !== undefined);
    this.own("words").textContent = done ? `${SAID[done.by]} on ${sayDay(done.on)}.` : "";
    this.own("label").textContent = done ? "Not done after all" : "Mark as done";
    this.button?.classList.toggle("lp-button--plain", done !== undefined);
    this.own("key").hidden = done !== undefined;
    this.#showObjectives();
  }

  /** Mark the objectives at the page's head that were shown in questions already. */
  #showObjectives() {
    const shown = store.record.shown[this.lesson ?? ""] ?? [];
    for (const objective of document.querySelectorAll(".lp-objectives [data-objective]")) {
      const isShown = shown.includes(objective.getAttribute("data-objective") ?? "");
      objective.querySelector(".lp-tick")?.remove();
      if (isShown) objective.append(make("span", { class: "lp-tick" }, "✓ Shown"));
    }
  }

  #turn() {
    if (store.record.done[this.lesson ?? ""]) this.#take();
    else this.#finish("said");
  }

  /** @param {import("./record.js").How} by */
  #finish(by) {
    const lesson = this.lesson ?? "";
    store.change((record) => {
      if (record.done[lesson]) return record;
      return { ...record, done: { ...record.done, [lesson]: { on: today(), by, ...this.#facts() } } };
    });
  }

  #take() {
    const lesson = this.lesson ?? "";
    store.change((record) => {
      const { [lesson]: _done, ...done } = record.done;
      const { [lesson]: _shown, ...shown } = record.shown;
      return { ...record, done, shown };
    });
  }

  /** What the lesson teaches and where it stands, as the page says now. */
  #facts() {
    return { teaches: readLevels(this.dataset.teaches), topic: this.dataset.topic ?? "" };
  }

  /** The record with this lesson as the one opened last, and its tick with what the lesson teaches by now.
   * @param {import("./record.js").LearnerRecord} record */
  #refreshed(record) {
    const lesson = this.lesson ?? "";
    const done = record.done[lesson];
    const facts = this.#facts();
    if (done && JSON.stringify(facts) !== JSON.stringify({ teaches: done.teaches, topic: done.topic })) {
      record = { ...record, done: { ...record.done, [lesson]: { ...done, ...facts } } };
    }
    record = this.#opened(record);
    return record.last === lesson || this.hasAttribute("data-retired") ? record : { ...record, last: lesson };
  }

  /** The record without the wish to see this lesson before the next try to test out of it.
   * @param {import("./record.js").LearnerRecord} record */
  #opened(record) {
    const lesson = this.lesson ?? "";
    if (!record.toRead.includes(lesson)) return record;
    return { ...record, toRead: record.toRead.filter((each) => each !== lesson) };
  }

  /** Note the objectives whose items are all answered rightly; with the last one the lesson is finished. */
  #answered() {
    const lesson = this.lesson ?? "";
    const items = [...document.querySelectorAll(`lore-quiz[data-lesson="${CSS.escape(lesson)}"] form`)];
    const passed = (/** @type {Element[]} */ forms) => forms.every((form) => form.hasAttribute("data-passed"));
    const objectives = new Set(items.map((item) => item.getAttribute("data-objective") ?? ""));
    const shown = [...objectives].filter((objective) =>
      passed(items.filter((item) => item.getAttribute("data-objective") === objective)),
    );
    if (!shown.length) return;
    store.change((record) => {
      const before = record.shown[lesson] ?? [];
      const all = [...new Set([...before, ...shown])].sort();
      return all.length === before.length ? record : { ...record, shown: { ...record.shown, [lesson]: all } };
    });
    if (passed(items)) this.#finish("quiz");
  }
}

customElements.define("lore-done", LoreDone);
