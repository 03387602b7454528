// @ts-check
/** A role's path as this learner has it to go: the next step first, what is not needed below, and each step's other ways. */

import { icon, inline, make, stamp } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { myPath } from "./my-path.js";
import { renamed } from "./record.js";
import { ROOT, formerNames, roleData } from "./role-data.js";
import { store } from "./store.js";
import { readWishes, showWishes } from "./wishes.js";
import { count, duration } from "./words.js";

/** @typedef {import("./my-path.js").MyPath} MyPath */
/** @typedef {import("./my-path.js").MyStep} MyStep */
/** @typedef {import("./role-data.js").RoleData} RoleData */

class LorePath extends LearnerElement {
  /** @type {RoleData | null} */
  #data = null;

  begin() {
    const choices = /** @type {HTMLFormElement} */ (this.own("choices"));
    choices.addEventListener("submit", (event) => event.preventDefault());
    choices.addEventListener("change", () => {
      store.change((record) => readWishes(choices, record));
      this.show(); // a number that cannot be is put right
    });
    void this.#load();
  }

  async #load() {
    const data = await roleData(this.dataset.role ?? "");
    if (!data) return; // What stands there already is the path for everybody.
    this.#data = data;
    this.own("trip").hidden = false;
    this.own("lead").hidden = true;
    store.change((record) => renamed(record, formerNames(data)));
    this.show();
  }

  show() {
    const data = this.#data;
    if (!data) return;
    const path = myPath(data, store.record);
    this.#showTrip(path);
    const begun = path.steps.length < data.steps.length;
    let soFar = 0;
    const steps = path.steps.map((step, place) => {
      soFar += step.minutes;
      return this.#step(data, path, step, place, soFar, begun);
    });
    this.own("steps").replaceChildren(...steps);
    this.own("steps").hidden = steps.length === 0;
    this.#showGone(data, path);
  }

  /** @param {MyPath} path */
  #showTrip(path) {
    const percent = Math.round(100 * path.share);
    this.own("said").replaceChildren(
      ...(path.steps.length
        ? [make("strong", {}, `${count(path.steps.length, "step")} to go`), ` · ${duration(path.minutes)}, or `]
        : [make("strong", {}, "You are there."), " Nothing on this path is left to do."]),
      ...(path.steps.length ? [`${count(path.weeks, "week")} at ${path.weekly} minutes a week`] : []),
      ` · ${percent} % behind you`,
    );
    this.own("bar").setAttribute("value", String(percent));
    showWishes(/** @type {HTMLFormElement} */ (this.own("choices")), store.record);
  }

  /** @param {RoleData} data @param {MyPath} path @param {MyStep} step @param {number} place @param {number} soFar
   * @param {boolean} begun */
  #step(data, path, step, place, soFar, begun) {
    const lesson = data.lessons[step.lesson];
    const sittings = path.sittings.filter((each) => each.lesson === step.lesson);
    const before = path.sittings[path.sittings.findIndex((each) => each.lesson === step.lesson) - 1];
    const week = sittings[0]?.week ?? 1;
    const row = stamp("lp-step", {
      week: before?.week === week ? "" : `Week ${week}`,
      number: place + 1,
      next: place === 0 ? (begun ? "Next" : "First step") : "",
      topic: lesson?.topicTitle ?? "",
      title: lesson?.title ?? step.lesson,
      minutes: `${step.minutes} min`,
      format: lesson?.formatLabel ?? "",
      sofar: `${duration(soFar)} so far`,
      left: this.#left(data, step.lesson),
    });
    row.toggleAttribute("data-next", place === 0);
    row.querySelector("article")?.setAttribute("data-lesson", step.lesson);
    const link = row.querySelector("a.lp-card__link");
    link?.setAttribute("href", new URL(lesson?.url ?? "", ROOT).href);
    row.querySelector("[data-slot=summary]")?.replaceChildren(...inline(lesson?.summary ?? ""));
    row.querySelector("[data-slot=why]")?.replaceChildren(...inline(step.because.join("; ")));
    row.querySelector("[data-part=icon]")?.replaceChildren(...icon(lesson?.format ?? ""));
    this.#fillParts(row, lesson, sittings);
    this.#fillOthers(row, data, step);
    return row;
  }

  /** What of the lesson is not yet shown in its knowledge checks, where some of it is.
   * @param {RoleData} data @param {string} lesson */
  #left(data, lesson) {
    const shown = store.record.shown[lesson] ?? [];
    const objectives = data.lessons[lesson]?.objectives ?? [];
    const left = objectives.filter(([id]) => !shown.includes(id));
    if (!left.length || left.length === objectives.length) return "";
    return `You showed ${objectives.length - left.length} of its ${objectives.length} objectives. Left: ${left.map(([, text]) => text).join(" ")}`;
  }

  /** @param {HTMLElement} row @param {import("./role-data.js").LessonData | undefined} lesson
   * @param {import("./weeks.js").Sitting[]} sittings */
  #fillParts(row, lesson, sittings) {
    const list = row.querySelector("[data-part=parts]");
    if (sittings.length < 2) return list?.remove();
    list?.replaceChildren(
      ...sittings.map(({ week, first, minutes }) => {
        const [title = "", anchor = ""] = lesson?.sections[first] ?? [];
        const href = new URL(`${lesson?.url ?? ""}${anchor ? `#${anchor}` : ""}`, ROOT).href;
        const link = make("a", { href }, title || "The beginning");
        return make("li", {}, make("strong", {}, `Week ${week}`), " from ", link, `, ${minutes} min`);
      }),
    );
  }

  /** @param {HTMLElement} row @param {RoleData} data @param {MyStep} step */
  #fillOthers(row, data, step) {
    const details = row.querySelector("[data-part=others]");
    if (!step.others.length) return details?.remove();
    const list = row.querySelector("[data-part=otherlist]");
    for (const other of step.others) {
      const lesson = data.lessons[other];
      if (!lesson) continue;
      const link = make("a", { href: new URL(lesson.url, ROOT).href }, lesson.title);
      const looks = { type: "button", class: "lp-button lp-button--small lp-button--plain" };
      const button = make("button", { ...looks, "aria-label": `Take this one: ${lesson.title}` }, "Take this one");
      button.addEventListener("click", () => this.#swap(step.planned, other));
      list?.append(make("li", {}, link, ` ${lesson.formatLabel}, ${lesson.minutes} min `, button));
    }
  }

  /** @param {RoleData} data @param {MyPath} path */
  #showGone(data, path) {
    const gone = this.own("gone");
    gone.hidden = path.notNeeded.length === 0;
    const done = path.notNeeded.filter(({ lesson }) => Object.hasOwn(store.record.done, lesson)).length;
    const needless = path.notNeeded.length - done;
    const words = [done ? `${done} done` : "", needless ? `${needless} not needed` : ""].filter(Boolean).join(", ");
    this.own("gonewords").textContent = `Steps that you need not take: ${words}`;
    this.own("gonelist").replaceChildren(
      ...path.notNeeded.map(({ lesson, title, because }) => {
        const link = make("a", { href: new URL(data.lessons[lesson]?.url ?? "", ROOT).href }, title);
        const done = Object.hasOwn(store.record.done, lesson);
        const why = done ? "✓ you have done it" : `not needed because ${because.join(", and ")}`;
        return make("li", {}, link, ": ", why, ".");
      }),
    );
  }

  /** @param {string} planned @param {string} lesson */
  #swap(planned, lesson) {
    store.change((record) => ({ ...record, instead: { ...record.instead, [planned]: lesson } }));
    const card = this.querySelector(`[data-lesson="${CSS.escape(lesson)}"] a`);
    if (card instanceof HTMLElement) card.focus();
  }
}

customElements.define("lore-path", LorePath);
