// @ts-check
/** On the home page: go on where you left, as soon as there is a role or a lesson to go on with. */

import { fill } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { myPath } from "./my-path.js";
import { ROOT, roleData } from "./role-data.js";
import { store } from "./store.js";
import { count, duration } from "./words.js";

class LoreContinue extends LearnerElement {
  show() {
    void this.#show();
  }

  async #show() {
    const record = store.record;
    const data = await roleData(record.role);
    this.hidden = !data;
    if (!data) return;
    const path = myPath(data, record);
    // The lesson that was opened last, if it is still to be done; else the next one.
    const left = path.steps.find((step) => step.lesson === record.last);
    const step = left ?? path.steps[0];
    const lesson = step && data.lessons[step.lesson];
    const over = left ? "Continue where you left" : path.share > 0 ? "Next on your path" : "Your first step";
    fill(this, "over", lesson ? `${over} · ${data.title}` : data.title);
    fill(this, "title", lesson ? lesson.title : "You have reached the end of your path");
    const rest = `${count(path.steps.length, "step")} to go, ${duration(path.minutes)}, or ${count(path.weeks, "week")}`;
    fill(this, "facts", lesson ? `${lesson.minutes} min · ${rest} at ${path.weekly} minutes a week` : "Nothing on it is left to do. Where would you like to go from here?");
    fill(this, "go", lesson ? (left ? "Continue" : "Start") : "See where the role leads");
    this.own("bar").setAttribute("value", String(Math.round(100 * path.share)));
    const way = new URL(data.url, ROOT).href;
    const target = lesson ? new URL(lesson.url, ROOT).href : `${way}#career`;
    for (const part of ["link", "go"]) this.own(part).setAttribute("href", target);
    this.own("path").setAttribute("href", `${way}#path`);
  }
}

customElements.define("lore-continue", LoreContinue);
