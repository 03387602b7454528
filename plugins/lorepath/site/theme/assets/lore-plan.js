// @ts-check
/** The learner's plan, week by week, to look at, to print, and to put into a calendar. */

import { calendarText, place } from "./calendar.js";
import { download } from "./download.js";
import { make } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { myPath } from "./my-path.js";
import { ROOT, roleData } from "./role-data.js";
import { store } from "./store.js";
import { count, duration, isoDay } from "./words.js";

/** @typedef {import("./role-data.js").RoleData} RoleData */
/** @typedef {import("./weeks.js").Sitting} Sitting */

class LorePlan extends LearnerElement {
  begin() {
    const form = /** @type {HTMLFormElement} */ (this.own("wishes"));
    const first = form.elements.namedItem("first");
    if (first instanceof HTMLInputElement) first.value = nextMonday();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save(new FormData(form));
    });
  }

  show() {
    void this.#show();
  }

  async #show() {
    const data = await roleData(store.record.role);
    const path = data && myPath(data, store.record);
    this.own("calendar").hidden = !path?.steps.length;
    this.own("why").hidden = !path?.steps.length;
    this.own("weeks").hidden = !path?.steps.length;
    const said = this.own("said");
    if (!data || !path) {
      said.textContent = "Choose your role, and your plan stands here.";
      return;
    }
    const way = make("a", { href: new URL(`${data.url}#path`, ROOT).href }, "See why each step is on it");
    const left = `${count(path.steps.length, "step")}, ${duration(path.minutes)}, ${count(path.weeks, "week")} at ${path.weekly} minutes a week. `;
    said.replaceChildren(path.steps.length ? left : "Nothing on your path is left to do. ", way, ".");
    this.own("weeks").replaceChildren(...weeks(data, path.sittings));
  }

  /** @param {FormData} wishes */
  async #save(wishes) {
    const data = await roleData(store.record.role);
    if (!data) return;
    const name = this.dataset.name ?? "";
    const events = myPath(data, store.record).sittings.map((sitting) => {
      const url = new URL(address(data, sitting), ROOT).href;
      const title = `${data.lessons[sitting.lesson]?.title ?? sitting.lesson}${sitting.part ? ` (part ${sitting.part})` : ""}`;
      const text = `${sitting.minutes} minutes on your path: ${data.title}.\n${url}`;
      return { id: `${sitting.lesson}-${sitting.part || 1}`, week: sitting.week, minutes: sitting.minutes, title, text, url };
    });
    const placed = place(events, {
      first: String(wishes.get("first")),
      time: String(wishes.get("time")),
      weekdays: wishes.has("weekdays"),
      free: String(wishes.get("free")).match(/\d{4}-\d{2}-\d{2}/g) ?? [],
    });
    const about = { name: `${name}: ${data.title}`, site: ROOT.host + ROOT.pathname, now: new Date() };
    download("learning-plan.ics", "text/calendar", calendarText(placed, about));
    const days = new Set(placed.map((event) => event.day)).size;
    this.own("calendarsaid").textContent = `Saved: ${count(placed.length, "sitting")} on ${count(days, "day")}. Open the file with your calendar.`;
  }
}

/** One entry for each week, with what is learned in it.
 * @param {RoleData} data @param {Sitting[]} sittings */
function weeks(data, sittings) {
  const numbers = [...new Set(sittings.map((sitting) => sitting.week))];
  return numbers.map((week) => {
    const inside = sittings.filter((sitting) => sitting.week === week);
    const minutes = inside.reduce((sum, sitting) => sum + sitting.minutes, 0);
    const lessons = inside.map((sitting) => {
      const title = data.lessons[sitting.lesson]?.title ?? sitting.lesson;
      const link = make("a", { href: new URL(address(data, sitting), ROOT).href }, title);
      return make("li", {}, link, ` ${sitting.part ? `part ${sitting.part}, ` : ""}${sitting.minutes} min`);
    });
    const heading = make("h3", {}, `Week ${week}`, make("small", {}, ` ${minutes} min`));
    return make("li", {}, heading, make("ul", {}, ...lessons));
  });
}

/** Where a sitting begins, below the site's root.
 * @param {RoleData} data @param {Sitting} sitting */
function address(data, sitting) {
  const lesson = data.lessons[sitting.lesson];
  const anchor = sitting.part ? lesson?.sections[sitting.first]?.[1] : "";
  return `${lesson?.url ?? ""}${anchor ? `#${anchor}` : ""}`;
}

/** A plan begins with a week. */
function nextMonday() {
  const day = new Date();
  day.setDate(day.getDate() + ((8 - day.getDay()) % 7 || 7));
  return isoDay(day);
}

customElements.define("lore-plan", LorePlan);
