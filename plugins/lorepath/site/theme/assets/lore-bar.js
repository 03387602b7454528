// @ts-check
/** How much of a topic is finished: a bar, and the same in words. Out of sight until something is. */

import { make } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { store } from "./store.js";
import { count } from "./words.js";

class LoreBar extends LearnerElement {
  show() {
    const all = Number(this.dataset.of);
    const topics = Object.values(store.record.done).map((done) => done.topic);
    // A lesson may have left the topic since it was finished.
    const done = Math.min(all, topics.filter((topic) => topic === this.dataset.topic).length);
    this.hidden = done === 0;
    const words = done === all ? `✓ All ${count(all, "lesson")} done` : `${done} of ${count(all, "lesson")} done`;
    const bar = make("progress", { max: String(all), value: String(done), "aria-label": words });
    this.replaceChildren(bar, make("span", { "aria-hidden": "true" }, words));
  }
}

customElements.define("lore-bar", LoreBar);
