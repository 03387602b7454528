// @ts-check
/** Says what keeps this browser from remembering, where something does. */

import { LearnerElement } from "./learner-element.js";
import { store } from "./store.js";

class LoreTrouble extends LearnerElement {
  begin() {
    this.setAttribute("role", "status");
  }

  show() {
    this.textContent = store.trouble;
    this.toggleAttribute("data-trouble", store.trouble !== "");
  }
}

customElements.define("lore-trouble", LoreTrouble);
