// @ts-check
/** On a lesson's page: where it stands on the learner's own path, and the lessons before and after it there. */

import { fill } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { myPath } from "./my-path.js";
import { ROOT, roleData } from "./role-data.js";
import { store } from "./store.js";

class LoreTurn extends LearnerElement {
  show() {
    void this.#show();
  }

  async #show() {
    const lesson = this.dataset.lesson ?? "";
    const data = await roleData(store.record.role);
    const path = data && myPath(data, store.record);
    const place = path ? path.order.indexOf(lesson) : -1;
    this.hidden = place < 0;
    if (!data || !path || place < 0) return;
    const left = path.steps.map((step) => step.lesson);
    const after = path.order.slice(place + 1).find((each) => left.includes(each));
    const next = after ?? left.find((each) => each !== lesson) ?? "";
    fill(this, "where", `Step ${place + 1} of ${path.order.length} on your path: ${data.title}`);
    fill(this, "then", after ? "Next on your path" : "Still open on your path");
    this.#link("previous", data, path.order[place - 1] ?? "");
    this.#link("next", data, next);
  }

  /** @param {"previous" | "next"} name @param {import("./role-data.js").RoleData} data @param {string} lesson */
  #link(name, data, lesson) {
    const link = this.own(name);
    const found = data.lessons[lesson];
    link.hidden = !found;
    if (!found) return;
    link.setAttribute("href", new URL(found.url, ROOT).href);
    fill(link, name, found.title);
  }
}

customElements.define("lore-turn", LoreTurn);
