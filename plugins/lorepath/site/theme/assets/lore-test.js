// @ts-check
/** Test out: questions from the lessons of a skill's next level. What they show is skipped, exactly that and no more. */

import { make } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { levels } from "./record.js";
import { ROOT, roleData } from "./role-data.js";
import { store } from "./store.js";
import { drawFrom, isRight } from "./test-items.js";
import { readLevels, today } from "./words.js";

/** @typedef {import("./test-items.js").TestedLesson} TestedLesson */

const MOST_LESSONS = 3;

class LoreTest extends LearnerElement {
  #busy = false;
  /** Where the learner's path is to be seen, if there is one. */
  #way = "";

  begin() {
    this.own("begin").addEventListener("click", () => void this.#begin());
  }

  show() {
    if (this.#busy) return;
    const rung = this.#rung();
    const had = this.#had();
    this.hidden = !rung && had === 0;
    this.own("begin").hidden = !rung;
    const have = had ? `You have level ${had} of it. ` : "";
    if (!rung) {
      this.own("lead").textContent = `${have}There is no higher level with lessons to ask from.`;
      return;
    }
    const name = rung.querySelector("h3")?.textContent ?? "";
    this.own("lead").textContent = `${have}Answer one question for each objective of the lessons that lead to the next level. What you show, you need not learn again.`;
    this.own("begin").textContent = `Show level ${rung.dataset.level}, ${name}`;
  }

  #had() {
    return levels(store.record)[this.dataset.skill ?? ""] ?? 0;
  }

  /** The next level that this learner does not have and some lesson teaches. */
  #rung() {
    const rungs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".lp-rung[data-level]")]);
    return rungs.find((rung) => Number(rung.dataset.level) > this.#had() && rung.querySelector("[data-lesson]"));
  }

  async #begin() {
    this.#busy = true;
    this.own("begin").hidden = true;
    this.own("result").replaceChildren();
    const found = await Promise.all((await this.#lessons()).map((url) => drawFrom(url)));
    const lessons = found.flatMap((lesson) => (lesson?.questions.length ? lesson : []));
    const questions = lessons.flatMap((lesson) => lesson.questions);
    if (!questions.length) return this.#end("No question could be had just now. Try again when you are online.");
    for (const [place, { form }] of questions.entries()) {
      const number = form.querySelector(".lp-item__number");
      if (number) number.textContent = `Question ${place + 1} of ${questions.length}`;
    }
    const check = make("button", { type: "button", class: "lp-button" }, "Check all answers");
    check.addEventListener("click", () => this.#check(lessons));
    this.own("questions").replaceChildren(...questions.map(({ form }) => form), make("p", {}, check));
    this.own("questions").classList.add("lp-quiz");
    questions[0]?.form.querySelector("input")?.focus();
  }

  /** The lessons to ask from: those on the learner's own path, else the first ones of the level. */
  async #lessons() {
    const rows = [...(this.#rung()?.querySelectorAll("[data-lesson]") ?? [])];
    const data = await roleData(store.record.role);
    this.#way = data ? new URL(`${data.url}#path`, ROOT).href : "";
    const steps = new Set(data?.steps.map((step) => step.lesson) ?? []);
    const mine = rows.filter((row) => steps.has(row.getAttribute("data-lesson") ?? ""));
    return (mine.length ? mine : rows).slice(0, MOST_LESSONS).flatMap((row) => row.querySelector("a")?.href ?? []);
  }

  /** @param {TestedLesson[]} lessons */
  #check(lessons) {
    const forms = lessons.flatMap((lesson) => lesson.questions.map(({ form }) => form));
    const open = forms.find((form) => !form.querySelector("input:checked"));
    if (open) {
      this.own("result").textContent = "Answer every question first. A guess is no shame.";
      open.querySelector("input")?.focus();
      return;
    }
    const before = this.#had();
    const parts = lessons.map((lesson) => this.#result(lesson));
    this.own("questions").replaceChildren();
    const after = this.#had();
    const head = after > before ? `✓ You showed level ${after}.` : "That is not all of the level yet. What you showed is kept.";
    this.#end(head, ...parts);
  }

  /** Note what a lesson's questions showed, and say it.
   * @param {TestedLesson} lesson */
  #result(lesson) {
    const right = lesson.questions.filter(({ form }) => isRight(form)).map(({ objective }) => objective);
    store.change((record) => {
      const shown = [...new Set([...(record.shown[lesson.id] ?? []), ...right])].sort();
      const next = { ...record, shown: { ...record.shown, [lesson.id]: shown } };
      if (record.done[lesson.id] || !lesson.objectives.every(({ id }) => shown.includes(id))) return next;
      const facts = { teaches: readLevels(lesson.teaches), topic: lesson.topic };
      return { ...next, done: { ...record.done, [lesson.id]: { on: today(), by: "test", ...facts } } };
    });
    const shown = store.record.shown[lesson.id] ?? [];
    const rows = lesson.objectives.map(({ id, text }) => {
      return make("li", {}, make("strong", {}, shown.includes(id) ? "✓ Shown: " : "Still to learn: "), text);
    });
    return make("section", {}, make("h3", {}, make("a", { href: lesson.url }, lesson.title)), make("ul", {}, ...rows));
  }

  /** @param {string} head @param {...Node} parts */
  #end(head, ...parts) {
    this.#busy = false;
    this.show();
    const way = make("p", {}, make("a", { href: this.#way }, "See what is left of your path"));
    const then = parts.length && this.#way ? [...parts, way] : parts;
    this.own("result").replaceChildren(make("p", {}, make("strong", {}, head)), ...then);
    this.own("result").focus();
  }
}

customElements.define("lore-test", LoreTest);
