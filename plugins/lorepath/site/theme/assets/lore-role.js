// @ts-check
/** Choose your role: remembered on this device only, and shown on the role's card. */

import { make } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { store } from "./store.js";

class LoreRole extends LearnerElement {
  begin() {
    for (const card of this.querySelectorAll("[data-role]")) {
      const button = make("button", { type: "button" });
      button.addEventListener("click", () => {
        const role = card.getAttribute("data-role") ?? "";
        store.change((record) => ({ ...record, role: record.role === role ? "" : role }));
      });
      card.append(make("p", { class: "lp-mine" }, make("strong"), button));
    }
  }

  /** Say on each card whether it is the learner's role. */
  show() {
    for (const card of this.querySelectorAll("[data-role]")) {
      const chosen = card.getAttribute("data-role") === store.record.role;
      card.toggleAttribute("data-mine", chosen);
      const title = card.querySelector(".lp-card__title")?.textContent ?? "";
      const words = card.querySelector(".lp-mine strong");
      const button = card.querySelector(".lp-mine button");
      if (words) words.textContent = chosen ? "✓ Your role" : "";
      if (button) {
        button.textContent = chosen ? "Forget" : "This is my role";
        button.setAttribute("aria-label", `${button.textContent}: ${title}`);
      }
    }
  }
}

customElements.define("lore-role", LoreRole);
