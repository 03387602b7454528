// @ts-check
/** Marks the lessons that are finished, wherever on the page a card or a row stands for one. */

import { make } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { store } from "./store.js";

class LoreMarks extends LearnerElement {
  show() {
    for (const card of document.querySelectorAll(".lp-card[data-lesson]:not(lore-find *)")) {
      const done = Object.hasOwn(store.record.done, card.getAttribute("data-lesson") ?? "");
      card.toggleAttribute("data-done", done);
      const mark = card.querySelector(".lp-tick");
      if (done && !mark) card.querySelector(".lp-card__facts")?.prepend(make("span", { class: "lp-tick" }, "✓ Done"), " ");
      if (!done) mark?.remove();
    }
  }
}

customElements.define("lore-marks", LoreMarks);
