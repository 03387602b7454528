// @ts-check
/** All lessons of the portal, put together from what plugins/lorepath/site/views/catalogue.py writes. */

import { fetchData } from "./role-data.js";

/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} title
 * @property {string} summary
 * @property {string} url Below the site's root.
 * @property {string} topic
 * @property {string} topicTitle
 * @property {number} minutes
 * @property {string} format
 * @property {string} formatLabel
 * @property {string} fresh
 * @property {string} freshLabel
 * @property {{ skill: string, name: string, level: number, levelName: string }[]} teaches
 * @property {string[]} roles The roles on whose path it is.
 */
/**
 * @typedef {object} Catalogue
 * @property {Entry[]} lessons In the portal's order.
 * @property {Map<string, Entry>} byId
 * @property {Map<string, string>} skills Skill id to name.
 * @property {Map<string, string>} roles Role id to title.
 * @property {string[]} scale
 * @property {number} weekly
 * @property {Record<string, string>} aliases Former id to id.
 */

/** @returns {Promise<Catalogue | null>} Null where it cannot be had just now. */
export async function catalogue() {
  const data = await fetchData("data/catalogue.json");
  if (!data) return null;
  const pick = (/** @type {string} */ list, /** @type {number} */ number) => data[list][number] ?? ["", ""];
  const lessons = data.ids.map((/** @type {string} */ id, /** @type {number} */ place) => {
    const [topic, topicTitle] = pick("topics", data.topic[place]);
    const [format, formatLabel] = pick("formats", data.format[place]);
    const [fresh, freshLabel] = pick("freshness", data.fresh[place]);
    return {
      id,
      title: data.titles[place],
      summary: data.summaries[place],
      url: data.page.replace("TOPIC", topic).replace("LESSON", id),
      topic,
      topicTitle,
      minutes: data.minutes[place],
      format,
      formatLabel,
      fresh,
      freshLabel,
      teaches: pairs(data.teaches[place]).map(([number, level]) => {
        const [skill, name] = pick("skills", number);
        return { skill, name, level, levelName: data.scale[level - 1] ?? String(level) };
      }),
      roles: data.onPath[place].map((/** @type {number} */ number) => pick("roles", number)[0]),
    };
  });
  return {
    lessons,
    byId: new Map(lessons.map((/** @type {Entry} */ entry) => [entry.id, entry])),
    skills: new Map(data.skills),
    roles: new Map(data.roles),
    scale: data.scale,
    weekly: data.weekly,
    aliases: data.aliases,
  };
}

/** @param {number[]} flat @returns {[number, number][]} */
function pairs(flat) {
  return flat.flatMap((number, place) => (place % 2 ? [] : [[number, flat[place + 1] ?? 0]]));
}
