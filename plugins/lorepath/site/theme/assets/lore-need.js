// @ts-check
/** Beside a prerequisite: whether this learner has it. */

import { LearnerElement } from "./learner-element.js";
import { levels } from "./record.js";
import { store } from "./store.js";

class LoreNeed extends LearnerElement {
  show() {
    const had = levels(store.record);
    const met = (had[this.dataset.skill ?? ""] ?? 0) >= Number(this.dataset.level);
    // Somebody who has said nothing yet is told nothing.
    this.textContent = met ? "✓ You have this" : Object.keys(had).length ? "Not yet" : "";
    this.toggleAttribute("data-met", met);
  }
}

customElements.define("lore-need", LoreNeed);
