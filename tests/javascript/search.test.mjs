import assert from "node:assert/strict";
import { test } from "node:test";

import { named, search } from "./assets.mjs";

const entry = (/** @type {string} */ id, /** @type {object} */ more = {}) => ({
  id,
  title: id,
  summary: "",
  topicTitle: "",
  minutes: 10,
  format: "article",
  fresh: "fresh",
  teaches: [],
  roles: [],
  ...more,
});
const asked = (/** @type {object} */ more = {}) => ({ words: "", role: "", skill: "", level: "", minutes: "", format: "", freshness: "", ...more });
const lessons = [
  entry("git-basics", { teaches: [{ skill: "git", level: 1, name: "Git", levelName: "Aware" }], roles: ["dev"], minutes: 5 }),
  entry("git-branches", { teaches: [{ skill: "git", level: 2, name: "Git", levelName: "Working" }, { skill: "review", level: 1, name: "Review", levelName: "Aware" }], format: "video", fresh: "stale" }),
  entry("cooking", { summary: "Not about git at all", minutes: 30 }),
];
const ids = (/** @type {object} */ more, /** @type {string[]} */ needed = [], /** @type {string[]} */ texts = []) =>
  search(lessons, asked(more), { needed }, texts).map((each) => each.id);

test("each filter narrows, and all of them together", () => {
  assert.deepEqual(ids({}), ["git-basics", "git-branches", "cooking"]);
  assert.deepEqual(ids({ skill: "git" }), ["git-basics", "git-branches"]);
  assert.deepEqual(ids({ role: "dev" }), ["git-basics"]);
  assert.deepEqual(ids({ minutes: "10" }), ["git-basics", "git-branches"]);
  assert.deepEqual(ids({ format: "video" }), ["git-branches"]);
  assert.deepEqual(ids({ freshness: "stale" }), ["git-branches"]);
  assert.deepEqual(ids({ skill: "git", minutes: "5", freshness: "stale" }), []);
});

test("skill and level are asked of the same thing", () => {
  assert.deepEqual(ids({ skill: "git", level: "1" }), ["git-basics"], "not Git 2 with Review 1");
  assert.deepEqual(ids({ level: "1" }), ["git-basics", "git-branches"]);
});

test("words in titles come before words elsewhere, and texts count too", () => {
  assert.deepEqual(ids({ words: "GIT" }), ["git-basics", "git-branches", "cooking"]);
  assert.deepEqual(ids({ words: "git branches" }), ["git-branches"]);
  assert.deepEqual(ids({ words: "saucepan" }), []);
  assert.deepEqual(ids({ words: "saucepan" }, [], ["cooking", "git-basics"]), ["cooking", "git-basics"]);
});

test("what is needed comes first, in the order of the path", () => {
  assert.deepEqual(ids({}, ["cooking", "git-branches"]), ["cooking", "git-branches", "git-basics"]);
  assert.deepEqual(ids({ words: "git" }, ["cooking"]), ["cooking", "git-basics", "git-branches"]);
});

test("other pages are found by all words of their name, those that begin with them first", () => {
  /** @type {[string, string, string][]} */
  const pages = [
    ["Skill", "Reading plans", "skills/a/"],
    ["Role", "Plan maker", "roles/b/"],
    ["Person", "Ana", "people/c/"],
  ];
  const names = (/** @type {string} */ words, most = 5) => named(pages, words, most).map((each) => each[1]);
  assert.deepEqual(names("PLAN"), ["Plan maker", "Reading plans"]);
  assert.deepEqual(names("plan reading"), ["Reading plans"]);
  assert.deepEqual(names("a", 1), ["Ana"]);
  assert.deepEqual(names(" "), []);
});
