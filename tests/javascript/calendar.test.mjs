import assert from "node:assert/strict";
import { test } from "node:test";

import { calendarText, place } from "./assets.mjs";

const event = (/** @type {object} */ more = {}) => ({ id: "a-1", week: 1, minutes: 24, title: "A", text: "", url: "https://x.example/a/", ...more });
const wishes = (/** @type {object} */ more = {}) => ({ first: "2026-11-23", time: "09:00", weekdays: true, free: [], ...more });
const about = { name: "Plan", site: "x.example/portal/", now: new Date("2026-11-22T05:06:07Z") };
const days = (/** @type {any[]} */ events, /** @type {object} */ more = {}) => place(events, wishes(more)).map((each) => each.day);

test("each week has its day, over the ends of months and years", () => {
  const weeks = [1, 2, 6, 7].map((week) => event({ week }));
  assert.deepEqual(days(weeks), ["2026-11-23", "2026-11-30", "2026-12-28", "2027-01-04"]);
});

test("weekends are left out when asked, and only then", () => {
  const saturdays = [event(), event({ week: 2 })];
  assert.deepEqual(days(saturdays, { first: "2026-11-28" }), ["2026-11-30", "2026-12-07"]);
  assert.deepEqual(days(saturdays, { first: "2026-11-28", weekdays: false }), ["2026-11-28", "2026-12-05"]);
});

test("a day off moves on to the next wanted day", () => {
  const free = ["2026-12-24", "2026-12-25", "2026-12-28"];
  assert.deepEqual(days([event()], { first: "2026-12-24", free }), ["2026-12-29"]);
  assert.deepEqual(days([event()], { first: "2026-12-24", free, weekdays: false }), ["2026-12-26"]);
});

test("what is on one day follows one after the other", () => {
  const placed = place([event({ minutes: 10 }), event({ minutes: 14 }), event({ week: 2 })], wishes({ time: "16:30" }));
  assert.deepEqual(placed.map((each) => each.start), [990, 1000, 990]);
});

test("no line is longer than 75 octets, and none breaks inside a character", () => {
  const title = "Ein langes Wörtchen über Grüße, Äpfel; und \\ mehr 🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲🚲".repeat(3);
  const text = calendarText(place([event({ title })], wishes()), about);
  for (const line of text.split("\r\n")) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(!line.includes("\ufffd"));
  }
  assert.ok(!/(?<!\r)\n/.test(text), "every line end is CRLF");
  const whole = text.replaceAll("\r\n ", "");
  assert.ok(whole.includes(`SUMMARY:${title.replace(/[\\;,]/g, "\\$&")}\r\n`));
});

test("any text is read back as it was, but for what nobody sees", () => {
  const pieces = [..."aé日😀 :;,\\\"'=<>&%@\n\t", "\r\n", "\\n", "\u0000", "\u0085", "\u2028", "END:VEVENT", "\u001b[31m"];
  let seed = 2026;
  const next = () => (seed = (seed * 48271) % 2147483647); // the same texts in every run
  for (let round = 0; round < 300; round += 1) {
    const title = Array.from({ length: next() % 60 }, () => pieces[next() % pieces.length]).join("");
    const text = calendarText(place([event({ title })], wishes()), about);
    const lines = text.replaceAll("\r\n ", "").split("\r\n");
    const found = lines.filter((line) => line.startsWith("SUMMARY:"));
    assert.equal(found.length, 1);
    const read = found[0].slice("SUMMARY:".length).replace(/\\(.)/g, (_, sign) => (sign === "n" ? "\n" : sign));
    assert.equal(read, title.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, " "));
    assert.equal(lines.filter((line) => line === "END:VEVENT").length, 1);
  }
});

test("text cannot become a property", () => {
  const hostile = "x\r\nEND:VEVENT\r\nATTACH:https://evil.example\u0007";
  const text = calendarText(place([event({ title: hostile, text: hostile, url: "https://x.example/\r\nATTACH:y", id: hostile })], wishes()), about);
  assert.ok(!/^ATTACH/m.test(text));
  assert.equal(text.match(/^END:VEVENT/gm)?.length, 1);
});

test("ids stay when the plan moves, and a later file counts for more", () => {
  const first = calendarText(place([event()], wishes()), about);
  const later = calendarText(place([event({ week: 3 })], wishes({ time: "10:00" })), { ...about, now: new Date("2026-11-22T06:00:00Z") });
  const value = (/** @type {string} */ text, /** @type {string} */ name) => text.match(new RegExp(`^${name}:(.*)\r$`, "m"))?.[1];
  assert.equal(value(first, "UID"), "a-1@x.example/portal/");
  assert.equal(value(later, "UID"), value(first, "UID"));
  assert.ok(Number(value(later, "SEQUENCE")) > Number(value(first, "SEQUENCE")));
  assert.equal(value(later, "DTSTART"), "20261207T100000");
});

test("what begins late ends on the day after", () => {
  const text = calendarText(place([event({ minutes: 50 }), event({ id: "b-1" })], wishes({ time: "23:30" })), about);
  assert.deepEqual(text.match(/^DTSTART:.*(?=\r)/gm), ["DTSTART:20261123T233000", "DTSTART:20261124T002000"]);
});
