// @ts-check
/** One person of those who chose to show their way: read from a link's code, shown as a card. */

import { catalogue } from "./catalogue.js";
import { make } from "./html.js";
import { myPath } from "./my-path.js";
import { renamed } from "./record.js";
import { ROOT, formerNames, roleData } from "./role-data.js";
import { decode } from "./share.js";
import { count, duration, sayDay } from "./words.js";

/** @typedef {import("./catalogue.js").Catalogue} Catalogue */
/** @typedef {import("./my-path.js").MyPath} MyPath */
/** @typedef {import("./role-data.js").RoleData} RoleData */
/**
 * @typedef {object} Person
 * @property {string} code What the link holds.
 * @property {import("./share.js").Shared} shared
 * @property {RoleData | null} data The chosen role, where one is chosen and to be had.
 * @property {MyPath | null} path
 * @property {Catalogue | null} portal
 */

/** Throws Unreadable for a code that no portal made.
 * @param {string} code @returns {Promise<Person>} */
export async function readPerson(code) {
  const shared = await decode(code);
  const [data, portal] = await Promise.all([roleData(shared.record.role), catalogue()]);
  const names = { ...portal?.aliases, ...(data ? formerNames(data) : {}) };
  const record = renamed(shared.record, names);
  return { code, shared: { ...shared, record }, data, path: data && myPath(data, record), portal };
}

/** @param {Person} person @param {number} number Their place on the page, from 1. @param {() => void} remove */
export function card({ shared, data, path, portal }, number, remove) {
  const title = shared.name || `Somebody, number ${number}`;
  const button = make("button", { type: "button", class: "lp-textbutton", "aria-label": `Take away: ${title}` }, "Take away");
  button.addEventListener("click", remove);
  const role = data ? make("a", { href: new URL(data.url, ROOT).href }, data.title) : noRole(shared.record.role);
  return make(
    "article",
    { class: "lp-card" },
    make("h2", { class: "lp-card__title" }, title),
    make("p", { class: "lp-card__text" }, role, `, as of ${sayDay(shared.on)}`),
    ...(data && path ? way(data, path) : skills(shared.record.known, portal)),
    ...lessons(Object.keys(shared.record.done), portal),
    make("p", { class: "lp-card__facts" }, button),
  );
}

/** @param {string} role */
function noRole(role) {
  return role ? `The role “${role}”, which is not to be had here just now` : "No role was chosen";
}

/** How far somebody is on the role's path, and what comes next.
 * @param {RoleData} data @param {MyPath} path */
function way(data, path) {
  const percent = Math.round(100 * path.share);
  const left = `${count(path.steps.length, "step")} to go, ${duration(path.minutes)}, ${count(path.weeks, "week")}`;
  const said = `${percent} % of the path behind · ${path.steps.length ? left : "nothing left to do"}`;
  const steps = path.steps.slice(0, 3).map(({ lesson }) => {
    return make("li", {}, make("a", { href: new URL(data.lessons[lesson]?.url ?? "", ROOT).href }, data.lessons[lesson]?.title ?? lesson));
  });
  return [
    make("progress", { max: "100", value: String(percent), "aria-label": `${percent} % of the path behind` }),
    make("p", { class: "lp-card__text" }, said),
    ...(steps.length ? [make("p", { class: "lp-card__over" }, "Next"), make("ul", { class: "lp-lines" }, ...steps)] : []),
  ];
}

/** The levels of somebody without a path, on which they would stand.
 * @param {import("./record.js").Levels} known @param {Catalogue | null} portal */
function skills(known, portal) {
  const rows = Object.entries(known).map(([skill, level]) => {
    const word = portal?.scale[level - 1] ?? "";
    return make("li", {}, `${portal?.skills.get(skill) ?? skill} ${level}${word && `, ${word}`}`);
  });
  if (!rows.length) return [make("p", { class: "lp-card__text" }, "No levels yet.")];
  return [make("p", { class: "lp-card__over" }, "Levels"), make("ul", { class: "lp-lines" }, ...rows)];
}

/** The lessons that somebody has done; none are there either where they chose not to show them.
 * @param {string[]} done @param {Catalogue | null} portal */
function lessons(done, portal) {
  if (!done.length) return [];
  const rows = done.map((lesson) => {
    const entry = portal?.byId.get(lesson);
    return make("li", {}, entry ? make("a", { href: new URL(entry.url, ROOT).href }, entry.title) : lesson);
  });
  const summary = make("summary", {}, `${count(done.length, "lesson")} done`);
  return [make("details", { class: "lp-fold" }, summary, make("ul", { class: "lp-lines" }, ...rows))];
}
