// @ts-check
/** A learner's plan as a calendar file (RFC 5545).
 *
 * Times are floating: nine o'clock is nine o'clock wherever the calendar is opened, before and after clocks change.
 * Ids depend on the site, the lesson and the part alone, so a plan that is loaded again moves its events.
 */

/**
 * @typedef {object} Event
 * @property {string} id Unique on this site, and the same each time.
 * @property {number} week From 1.
 * @property {number} minutes
 * @property {string} title
 * @property {string} text
 * @property {string} url
 */
/**
 * @typedef {object} Wishes
 * @property {string} first The first day, as 2026-11-23.
 * @property {string} time As 09:00.
 * @property {boolean} weekdays No weekends.
 * @property {string[]} free Days to leave out, as 2026-12-25.
 */
/** @typedef {Event & { day: string, start: number }} Placed `start` counts minutes from midnight. */

const LONGEST_SEARCH = 366;

/** Each event on its week's day, or the next day that is wanted; those of one day after each other.
 * @param {Event[]} events @param {Wishes} wishes @returns {Placed[]} */
export function place(events, wishes) {
  /** @type {Map<string, number>} */
  const filled = new Map();
  const [hour = 0, minute = 0] = wishes.time.split(":").map(Number);
  return events.map((event) => {
    const day = dayFor(event.week, wishes);
    const start = filled.get(day) ?? 60 * hour + minute;
    filled.set(day, start + event.minutes);
    return { ...event, day, start };
  });
}

/** @param {number} week @param {Wishes} wishes */
function dayFor(week, { first, weekdays, free }) {
  // Counted in UTC, where every day has 24 hours.
  const day = new Date(`${first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 7 * (week - 1));
  const unwanted = () => (weekdays && [0, 6].includes(day.getUTCDay())) || free.includes(iso(day));
  for (let tries = 0; tries < LONGEST_SEARCH && unwanted(); tries += 1) day.setUTCDate(day.getUTCDate() + 1);
  return iso(day);
}

/** @param {Date} day */
function iso(day) {
  return day.toISOString().slice(0, 10);
}

/** The file's text.
 * @param {Placed[]} events @param {{ name: string, site: string, now: Date }} about `site` is its host and path. */
export function calendarText(events, { name, site, now }) {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Lorepath//Learning plan//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => [
      "BEGIN:VEVENT",
      `UID:${escaped(`${event.id}@${site}`)}`,
      `DTSTAMP:${stamp}`,
      // Grows with each file, so that calendars take the newer one.
      `SEQUENCE:${Math.floor(now.getTime() / 60000)}`,
      `DTSTART:${floating(event.day, event.start)}`,
      `DURATION:PT${event.minutes}M`,
      `SUMMARY:${escaped(event.title)}`,
      `DESCRIPTION:${escaped(event.text)}`,
      `URL:${oneLine(event.url)}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map(folded).join("\r\n") + "\r\n";
}

/** A moment without a time zone; what begins after midnight is on the day after.
 * @param {string} day @param {number} start */
function floating(day, start) {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCMinutes(start);
  return moment.toISOString().slice(0, 19).replace(/[-:]/g, "");
}

/** Text as a property's value.
 * @param {string} text */
function escaped(text) {
  return text
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, " ") // some programs end lines at the last ones
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "");
}

/** A content line in pieces of at most 75 octets, never inside a character.
 * @param {string} line */
function folded(line) {
  const octets = new TextEncoder();
  const pieces = [""];
  let length = 0;
  for (const character of line) {
    const more = octets.encode(character).length;
    if (length + more > 75) {
      pieces.push(" ");
      length = 1;
    }
    pieces[pieces.length - 1] += character;
    length += more;
  }
  return pieces.join("\r\n");
}
