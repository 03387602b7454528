import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { Unreadable, codesIn, decode, encode, levels, median, read } from "./assets.mjs";

const record = read({
  version: 1,
  role: "author",
  weekly: 30,
  known: { git: 1 },
  done: { "first-steps": { on: "2026-10-01", by: "quiz", teaches: { review: 2 }, topic: "t" } },
  instead: { a: "b" },
  last: "secret-lesson",
});
const choice = { name: "Amara", on: "2026-11-22", done: true };
const packed = (/** @type {unknown} */ value) => deflateRawSync(JSON.stringify(value)).toString("base64url");

test("a link holds role, levels and finished lessons, and nothing else", async () => {
  const shared = await decode(await encode(record, choice));
  assert.equal(shared.name, "Amara");
  assert.equal(shared.on, "2026-11-22");
  assert.equal(shared.record.role, "author");
  assert.deepEqual({ ...levels(shared.record) }, { git: 1, review: 2 });
  assert.deepEqual(Object.keys(shared.record.done), ["first-steps"]);
  assert.equal(shared.record.last, "");
  assert.deepEqual({ ...shared.record.instead }, {});
});

test("lessons stay out of it when the learner says so", async () => {
  const shared = await decode(await encode(record, { ...choice, done: false }));
  assert.deepEqual(Object.keys(shared.record.done), []);
  assert.equal(levels(shared.record).review, 2, "the levels that they led to are shared");
});

test("a code of fifty lessons fits into any address bar", async () => {
  const done = Object.fromEntries([...Array(50).keys()].map((number) => [`lesson-about-something-${number}`, { on: "2026-10-01", by: "said", teaches: { git: 1 }, topic: "t" }]));
  const code = await encode(read({ version: 1, done }), choice);
  assert.match(code, /^[A-Za-z0-9_-]+$/);
  assert.ok(code.length < 700, `${code.length}`);
});

const HOSTILE = {
  nothing: "",
  "no code": "<script>",
  "bytes that are not packed": "AAAA",
  "no facts": packed([]),
  "null": packed(null),
  "text as levels": packed({ version: 1, name: "", on: "2026-01-01", role: "", known: "x", done: [] }),
  "a lesson that is a path": packed({ version: 1, name: "", on: "2026-01-01", known: {}, done: ["../x"] }),
  "a day that is none": packed({ version: 1, name: "", on: "<b>", known: {}, done: [] }),
  "no day, no lesson": packed({ version: 1, name: "", known: {}, done: [] }),
  "far too much": packed({ version: 1, name: "x".repeat(5_000_000), on: "2026-01-01", known: {}, done: [] }),
  "a very long code": "A".repeat(70000),
};
for (const [what, code] of Object.entries(HOSTILE)) {
  test(`${what} is refused with one sentence`, () => assert.rejects(decode(code), (error) => error instanceof Unreadable && error.message.startsWith("This link cannot be read.")));
}

test("a name is one short line", async () => {
  const name = "A\u202e\n\u0000 very\tlong " + "name ".repeat(40);
  const shared = await decode(await encode(record, { ...choice, name }));
  assert.match(shared.name, /^A very long name/);
  assert.ok(shared.name.length <= 60);
});

test("codes are found in links, fragments and lists", () => {
  assert.deepEqual(codesIn("https://x.example/team/#abc.def  #ghi\nhttps://x.example/team/#jkl"), ["abc", "def", "ghi", "jkl"]);
});

test("the middle of an even number of people lies between two of them", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.equal(median([]), 0);
});
