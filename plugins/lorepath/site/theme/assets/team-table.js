// @ts-check
/** The skills of people who chose to show them, side by side. */

import { make } from "./html.js";
import { median } from "./share.js";

const ENOUGH = 5; // for fewer people, a median would tell too much of each of them

/** @typedef {import("./team-card.js").Person} Person */

/** Skills by people: level and, where a role needs it, how far it is.
 * @param {Person[]} people */
export function table(people) {
  const needs = people.map(({ data }) => new Map(data?.skills.map((skill) => [skill.id, skill]) ?? []));
  const skills = [...new Set(people.flatMap(({ shared }, place) => [...(needs[place]?.keys() ?? []), ...Object.keys(shared.record.known)]))];
  const medians = people.length >= ENOUGH;
  const title = (/** @type {Person} */ each, /** @type {number} */ place) => each.shared.name || `Number ${place + 1}`;
  const head = make("tr", {}, make("th", { scope: "col" }, "Skill"), ...people.map((each, place) => make("th", { scope: "col" }, title(each, place))));
  if (medians) head.append(make("th", { scope: "col" }, "Median"));
  const rows = skills.map((skill) => {
    const name = needs.map((each) => each.get(skill)?.name).find(Boolean) ?? people.find(({ portal }) => portal)?.portal?.skills.get(skill) ?? skill;
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
