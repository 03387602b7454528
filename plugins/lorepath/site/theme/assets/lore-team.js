// @ts-check
/** What people chose to show, side by side. It reads links and nothing else: the visitor's own record stays out of it. */

import { catalogue } from "./catalogue.js";
import { make } from "./html.js";
import { myPath } from "./my-path.js";
import { Unreadable, renamed } from "./record.js";
import { ROOT, formerNames, roleData } from "./role-data.js";
import { codesIn, decode, median } from "./share.js";
import { count, duration, sayDay } from "./words.js";

const ENOUGH = 5; // for fewer people, a median would tell too much of each of them
const MOST = 50;

/** @typedef {import("./share.js").Shared} Shared */
/** @typedef {{ code: string, shared: Shared, data: import("./role-data.js").RoleData | null, path: import("./my-path.js").MyPath | null }} Person */

class LoreTeam extends HTMLElement {
  /** @type {Person[]} */
  #people = [];
  #begun = false;
  #read = () => void this.#fromAddress();

  connectedCallback() {
    if (!this.#begun) {
      this.#begun = true;
      const form = this.querySelector("form");
      form?.addEventListener("submit", (event) => {
        event.preventDefault();
        void this.#add(String(new FormData(form).get("links"))).then(() => form.reset());
      });
      this.hidden = false;
      void this.#fromAddress();
    }
    addEventListener("hashchange", this.#read);
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.#read);
  }

  async #fromAddress() {
    this.#people = [];
    await this.#add(location.hash);
  }

  /** Add the people whose codes are in a text, and keep all of them in the address.
   * @param {string} text */
  async #add(text) {
    const known = new Set(this.#people.map((person) => person.code));
    const codes = [...new Set(codesIn(text))].filter((code) => !known.has(code));
    const wrong = [];
    for (const code of codes) {
      try {
        if (this.#people.length < MOST) this.#people.push(await person(code));
      } catch (error) {
        wrong.push(error instanceof Unreadable ? error.message : String(error));
      }
    }
    this.#say(wrong[0] ?? "");
    await this.#show();
  }

  /** @param {string} text */
  #say(text) {
    const said = this.querySelector("[data-part=said]");
    if (said) said.textContent = text;
  }

  async #show() {
    const address = this.#people.map((each) => each.code).join(".");
    history.replaceState(history.state, "", address ? `#${address}` : location.pathname + location.search);
    const place = this.querySelector("[data-part=people]");
    const names = (await catalogue())?.skills ?? new Map();
    place?.replaceChildren(...(this.#people.length ? [this.#cards(), table(this.#people, names)] : []));
  }

  /** Each person with role, way and what comes next. */
  #cards() {
    const cards = this.#people.map((each, place) => {
      const { shared, data, path } = each;
      const title = shared.name || `Somebody, number ${place + 1}`;
      const remove = make("button", { type: "button", class: "lp-textbutton", "aria-label": `Take away: ${title}` }, "Take away");
      remove.addEventListener("click", () => {
        this.#people = this.#people.filter((other) => other !== each);
        void this.#show();
      });
      const card = make("article", { class: "lp-card" }, make("h2", { class: "lp-card__title" }, title));
      const role = data ? make("a", { href: new URL(data.url, ROOT).href }, data.title) : "No role chosen";
      card.append(make("p", { class: "lp-card__text" }, role, `, as of ${sayDay(shared.on)}`));
      if (data && path) card.append(...way(data, path, Object.keys(shared.record.done).length));
      card.append(make("p", { class: "lp-card__facts" }, remove));
      return make("li", {}, card);
    });
    return make("ul", { class: "lp-grid" }, ...cards);
  }
}

/** @param {string} code @returns {Promise<Person>} */
async function person(code) {
  const shared = await decode(code);
  const data = await roleData(shared.record.role);
  const record = data ? renamed(shared.record, formerNames(data)) : shared.record;
  return { code, shared: { ...shared, record }, data, path: data && myPath(data, record) };
}

/** @param {import("./role-data.js").RoleData} data @param {import("./my-path.js").MyPath} path @param {number} done */
function way(data, path, done) {
  const percent = Math.round(100 * path.share);
  const left = `${count(path.steps.length, "step")} to go, ${duration(path.minutes)}, ${count(path.weeks, "week")}`;
  const said = `${percent} % of the path behind · ${path.steps.length ? left : "nothing left to do"} · ${count(done, "lesson")} done`;
  const steps = path.steps.slice(0, 3).map(({ lesson }) => {
    return make("li", {}, make("a", { href: new URL(data.lessons[lesson]?.url ?? "", ROOT).href }, data.lessons[lesson]?.title ?? lesson));
  });
  return [
    make("progress", { max: "100", value: String(percent), "aria-label": `${percent} % of the path behind` }),
    make("p", { class: "lp-card__text" }, said),
    ...(steps.length ? [make("p", { class: "lp-card__over" }, "Next"), make("ul", { class: "lp-lines" }, ...steps)] : []),
  ];
}

/** Skills by people: level and, where a role needs it, how far it is.
 * @param {Person[]} people @param {Map<string, string>} names */
function table(people, names) {
  const needs = people.map(({ data }) => new Map(data?.skills.map((skill) => [skill.id, skill]) ?? []));
  const skills = [...new Set(people.flatMap(({ shared }, place) => [...(needs[place]?.keys() ?? []), ...Object.keys(shared.record.known)]))];
  const medians = people.length >= ENOUGH;
  const title = (/** @type {Person} */ each, /** @type {number} */ place) => each.shared.name || `Number ${place + 1}`;
  const head = make("tr", {}, make("th", { scope: "col" }, "Skill"), ...people.map((each, place) => make("th", { scope: "col" }, title(each, place))));
  if (medians) head.append(make("th", { scope: "col" }, "Median"));
  const rows = skills.map((skill) => {
    const name = needs.map((each) => each.get(skill)?.name).find(Boolean) ?? names.get(skill) ?? skill;
    const had = people.map(({ shared }) => shared.record.known[skill] ?? 0);
    const cells = had.map((level, place) => cell(level, needs[place]?.get(skill)?.level ?? 0));
    const row = make("tr", {}, make("th", { scope: "row" }, name), ...cells);
    if (medians) row.append(make("td", {}, String(median(had))));
    return row;
  });
  const caption = medians ? "Level of each skill, and the level that the person's role needs." : `Level of each skill, and the level that the person's role needs. Medians are shown for ${ENOUGH} people or more.`;
  const grid = make("table", { class: "lp-table" }, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...rows));
  return make("div", { class: "lp-scroll", tabindex: "0", role: "region", "aria-label": "Skills side by side" }, grid);
}

/** @param {number} level @param {number} needed */
function cell(level, needed) {
  const reached = needed > 0 && level >= needed;
  const text = needed ? `${reached ? "✓ " : ""}${level} of ${needed}` : String(level || "–");
  return make("td", reached ? { "data-reached": "" } : {}, text);
}

customElements.define("lore-team", LoreTeam);
