// @ts-check
/** A role's part of the portal, as plugins/lorepath/site/views/role_data.py writes it. Fetched once for each page. */

/** @typedef {{ id: string, name: string, url: string, level: number, levels: Record<string, string> }} RoleSkill */
/**
 * @typedef {object} LessonData A lesson that is on the role's path or may stand in for one.
 * @property {string} title
 * @property {string} summary
 * @property {string} url Below the site's root.
 * @property {number} minutes
 * @property {string} format
 * @property {string} formatLabel
 * @property {string} topic
 * @property {string} topicTitle
 * @property {Record<string, number>} teaches
 * @property {[id: string, text: string][]} objectives
 * @property {string[]} aliases
 * @property {import("./weeks.js").Section[]} sections
 */
/**
 * @typedef {object} RoleData
 * @property {string} id
 * @property {string} title
 * @property {string} url
 * @property {number} weekly The portal's own minutes a week.
 * @property {number} minutes The whole path's minutes, for somebody who knows nothing yet.
 * @property {string[]} scale The names of levels 1, 2, 3, …
 * @property {RoleSkill[]} skills
 * @property {import("./pruning.js").Elective[]} electives
 * @property {import("./pruning.js").Unmet[]} unmet
 * @property {import("./pruning.js").Step[]} steps
 * @property {Record<string, LessonData>} lessons
 */

/** The site's root, wherever the page is. */
export const ROOT = new URL("..", import.meta.url);

/** @type {Map<string, Promise<any>>} */
const fetched = new Map();

/** A file of data, fetched once. Resolves to null where it is not there or cannot be had just now.
 * @param {string} path Below the site's root. @returns {Promise<any>} */
export function fetchData(path) {
  let found = fetched.get(path);
  if (!found) {
    found = fetch(new URL(path, ROOT))
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null);
    fetched.set(path, found);
  }
  return found;
}

/** @param {string} role @returns {Promise<RoleData | null>} */
export async function roleData(role) {
  const data = role ? await fetchData(`data/roles/${encodeURIComponent(role)}.json`) : null;
  // A lesson may be called `constructor`: nothing is there but what was written.
  return data && { ...data, lessons: Object.assign(Object.create(null), data.lessons) };
}

/** Former id to id, for the lessons of a role.
 * @param {RoleData} data @returns {Record<string, string>} */
export function formerNames(data) {
  return Object.fromEntries(
    Object.entries(data.lessons).flatMap(([lesson, { aliases }]) => aliases.map((former) => [former, lesson])),
  );
}
