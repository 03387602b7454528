// @ts-check
/** What a learner shows to somebody else: a few facts in the fragment of a link, which no server ever sees. */

import { Unreadable, empty, levels, read } from "./record.js";

/** @typedef {import("./record.js").LearnerRecord} LearnerRecord */
/**
 * @typedef {object} Shared
 * @property {string} name As the learner signs it; may be empty.
 * @property {string} on The day it was made.
 * @property {LearnerRecord} record Role, levels and finished lessons, nothing else.
 */

const LONGEST_CODE = 60000;
const LARGEST = 400000;
const UNREADABLE = "This link cannot be read. Ask for it once more, and copy all of it.";

/** The code for a link's fragment.
 * @param {LearnerRecord} record @param {{ name: string, on: string, done: boolean }} choice
 * @returns {Promise<string>} */
export async function encode(record, { name, on, done }) {
  const facts = {
    version: 1,
    name: signature(name),
    on,
    role: record.role,
    weekly: record.weekly,
    // Everything is in the levels, also what finished lessons taught: the list of lessons is the learner's choice.
    known: levels(record),
    done: done ? Object.keys(record.done) : [],
  };
  const packed = await through(new TextEncoder().encode(JSON.stringify(facts)), new CompressionStream("deflate-raw"));
  return btoa(String.fromCharCode(...packed)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What a code says. Throws Unreadable for anything that no portal made.
 * @param {string} code @returns {Promise<Shared>} */
export async function decode(code) {
  if (!/^[A-Za-z0-9_-]+$/.test(code) || code.length > LONGEST_CODE) throw new Unreadable(UNREADABLE);
  try {
    const packed = Uint8Array.from(atob(code.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
    const text = new TextDecoder("utf-8", { fatal: true });
    return fromFacts(JSON.parse(text.decode(await through(packed, new DecompressionStream("deflate-raw")))));
  } catch {
    throw new Unreadable(UNREADABLE);
  }
}

/** The codes in a fragment, a link, or several of them.
 * @param {string} text */
export function codesIn(text) {
  return text.split(/\s+/).flatMap((part) => part.slice(part.lastIndexOf("#") + 1).split(".").filter(Boolean));
}

/** @param {any} facts @returns {Shared} */
function fromFacts({ version, name, on, role, weekly, known, done }) {
  if (!Array.isArray(done) || typeof name !== "string" || typeof on !== "string") throw new Unreadable(UNREADABLE);
  const each = { on, by: "said", teaches: {}, topic: "" };
  const finished = Object.fromEntries(done.map((lesson) => [String(lesson), each]));
  const record = read({ version, role, weekly, known, done: finished });
  read({ version: 1, done: { day: each } }); // the day is one, also where nothing is done
  return { name: signature(name), on, record: { ...empty(), ...record } };
}

/** A name as one short line.
 * @param {string} text */
export function signature(text) {
  return text.replace(/[\p{C}\p{Z}]+/gu, " ").trim().slice(0, 60);
}

/** Bytes through a stream, no more of them than a portal ever makes.
 * @param {Uint8Array<ArrayBuffer>} bytes @param {CompressionStream | DecompressionStream} stream */
async function through(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new Unreadable(UNREADABLE);
    }
    chunks.push(part.value);
  }
  return new Uint8Array(await new Blob(/** @type {BlobPart[]} */ (chunks)).arrayBuffer());
}

/** The middle of some numbers.
 * @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
