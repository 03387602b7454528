// @ts-check
/** The learner's own page: role and wishes, levels with where they come from, and the lessons that are done. */

import { catalogue } from "./catalogue.js";
import { make } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { levels, renamed } from "./record.js";
import { ROOT } from "./role-data.js";
import { store } from "./store.js";
import { sayDay } from "./words.js";
import { readWishes, showWishes } from "./wishes.js";

const HOW = { said: "", quiz: ", passed its knowledge check", test: ", tested out" };

class LoreYou extends LearnerElement {
  /** @type {import("./catalogue.js").Catalogue | null} */
  #catalogue = null;

  begin() {
    const form = /** @type {HTMLFormElement} */ (this.own("choices"));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      const role = String(new FormData(form).get("role"));
      store.change((record) => ({ ...readWishes(form, record), role }));
      this.show();
    });
    this.hidden = false;
    void this.#load();
  }

  async #load() {
    const found = await catalogue();
    if (!found) return;
    this.#catalogue = found;
    store.change((record) => renamed(record, found.aliases));
    this.show();
  }

  show() {
    const form = /** @type {HTMLFormElement} */ (this.own("choices"));
    showWishes(form, store.record);
    const role = form.elements.namedItem("role");
    if (role instanceof HTMLSelectElement) role.value = store.record.role;
    this.#showSkills();
    this.#showDone();
  }

  #showSkills() {
    const rows = Object.entries(levels(store.record)).map(([skill, level]) => {
      const name = this.#catalogue?.skills.get(skill) ?? skill;
      const word = this.#catalogue?.scale[level - 1] ?? "";
      const from = Object.values(store.record.done).filter(({ teaches }) => (teaches[skill] ?? 0) >= level);
      const row = make("li", {}, make("strong", {}, name), ` ${level}${word && `, ${word}`} `);
      row.append(make("span", { class: "lp-yours__how" }, wayTo(from)));
      if (!from.length) row.append(" ", forget(`Take back: ${name}`, () => takeBack(skill)));
      return row;
    });
    this.own("noskills").hidden = rows.length > 0;
    this.own("skills").replaceChildren(...rows);
  }

  #showDone() {
    const done = Object.entries(store.record.done).sort(([, one], [, other]) => (one.on < other.on ? 1 : -1));
    const rows = done.map(([lesson, { on, by }]) => {
      const entry = this.#catalogue?.byId.get(lesson);
      const title = entry ? make("a", { href: new URL(entry.url, ROOT).href }, entry.title) : make("strong", {}, lesson);
      const how = make("span", { class: "lp-yours__how" }, `${sayDay(on)}${HOW[by]}`);
      return make("li", {}, title, " ", how, " ", forget(`Not done after all: ${entry?.title ?? lesson}`, () => undo(lesson)));
    });
    this.own("nothingdone").hidden = rows.length > 0;
    this.own("done").replaceChildren(...rows);
  }
}

/** How a level was reached, by the lessons that led there.
 * @param {import("./record.js").Done[]} from */
function wayTo(from) {
  if (!from.length) return "as you say";
  return from.every(({ by }) => by === "test") ? "tested out" : "from lessons that you finished";
}

/** @param {string} label @param {() => void} act */
function forget(label, act) {
  const text = label.slice(0, label.indexOf(":"));
  const button = make("button", { type: "button", class: "lp-textbutton", "aria-label": label }, text);
  button.addEventListener("click", act);
  return button;
}

/** @param {string} skill */
function takeBack(skill) {
  store.change((record) => {
    const { [skill]: _gone, ...known } = record.known;
    return { ...record, known };
  });
}

/** @param {string} lesson */
function undo(lesson) {
  store.change((record) => {
    const { [lesson]: _done, ...done } = record.done;
    const { [lesson]: _shown, ...shown } = record.shown;
    return { ...record, done, shown };
  });
}

customElements.define("lore-you", LoreYou);
