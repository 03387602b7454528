// @ts-check
/** The skills that a role needs: say the level you have, and see the gap, in the table and on the radar. */

import { fill } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { polygon } from "./radar.js";
import { levels } from "./record.js";
import { store } from "./store.js";
import { count } from "./words.js";

class LoreSkills extends LearnerElement {
  begin() {
    for (const cell of this.querySelectorAll("[data-mine], .lp-legend")) cell.removeAttribute("hidden");
    this.needed = this.querySelector("desc")?.textContent ?? "";
    for (const row of this.#rows()) {
      row.querySelector("select")?.addEventListener("change", (event) => {
        say(row.dataset.skill ?? "", Number(/** @type {HTMLSelectElement} */ (event.currentTarget).value));
      });
    }
  }

  show() {
    const had = levels(store.record);
    const shown = levels({ ...store.record, known: {} });
    const values = this.#rows().map((row) => {
      const skill = row.dataset.skill ?? "";
      const level = had[skill] ?? 0;
      const gap = Math.max(0, Number(row.dataset.level) - level);
      const select = row.querySelector("select");
      if (select) {
        for (const option of select.options) option.disabled = Number(option.value) < (shown[skill] ?? 0);
        select.value = String(nearest(select, level));
      }
      fill(row, "gap", gap ? `${count(gap, "level")} to go` : "✓ Reached");
      row.toggleAttribute("data-reached", gap === 0);
      return level;
    });
    this.querySelector("polygon.mine")?.setAttribute("points", polygon(values, Number(this.dataset.scale)));
    const text = this.querySelector("desc");
    const mine = values.map((level, place) => `${place + 1}: level ${level}`).join(", ");
    if (text) text.textContent = `${this.needed} You have: ${mine}.`;
  }

  #rows() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("tr[data-skill]")]);
  }
}

/** The highest level that can be chosen and is not above this one.
 * @param {HTMLSelectElement} select @param {number} level */
function nearest(select, level) {
  return Math.max(...[...select.options].map((option) => Number(option.value)).filter((value) => value <= level));
}

/** @param {string} skill @param {number} level */
function say(skill, level) {
  store.change((record) => {
    const { [skill]: _before, ...known } = record.known;
    return { ...record, known: level ? { ...known, [skill]: level } : known };
  });
}

customElements.define("lore-skills", LoreSkills);
