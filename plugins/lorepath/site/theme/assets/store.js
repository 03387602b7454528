// @ts-check
/** The learner's record on this device: one entry under this site's key, shared by all its pages and tabs.
 *
 * Where the browser keeps nothing, the record lasts as long as the page, and `trouble` says so. What cannot be
 * read is never written over: it is put aside, or left to the newer portal that wrote it.
 */

import { Newer, VERSION, empty, own, read } from "./record.js";

/** @typedef {import("./record.js").LearnerRecord} LearnerRecord */

/** The key of this site: two portals on one server do not share what they remember. */
export const KEY = "lorepath:" + new URL("..", import.meta.url).pathname;
const FORMER_ROLE = `${KEY}:role`;

const TROUBLE = {
  none: "",
  blocked: "This browser keeps nothing for this site, so what you do here is forgotten when you leave the page.",
  full: "This browser has no room left for this site, so what you do now is forgotten when you leave the page.",
  newer: "A newer version of this portal wrote what is stored here. Load the page anew; until then nothing is saved.",
  broken: "What was stored here could not be read. It was put aside, and you start with an empty record.",
};

class Store extends EventTarget {
  /** @type {keyof typeof TROUBLE} */
  #trouble = "none";
  /** @type {LearnerRecord} */
  #record = empty();

  constructor() {
    super();
    this.#record = this.#load();
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) this.#again();
    });
    // A page that the browser kept as it was hears nothing of what other pages did meanwhile.
    addEventListener("pageshow", (event) => {
      if (event.persisted && this.#trouble === "none") this.#again();
    });
  }

  /** What is remembered. To be replaced by `change`, never changed in place.
   * @returns {LearnerRecord} */
  get record() {
    return this.#record;
  }

  /** What keeps the record from being saved, in a sentence; nothing where all is well. */
  get trouble() {
    return TROUBLE[this.#trouble];
  }

  /** Replace the record and tell everybody. Another tab may have written meanwhile: its record is what `act` gets.
   * @param {(record: LearnerRecord) => LearnerRecord} act */
  change(act) {
    const before = this.#trouble === "none" ? this.#load() : this.#record;
    const after = act(before);
    if (after === this.#record) return;
    this.#record = own(after);
    this.#save();
    this.dispatchEvent(new Event("change"));
  }

  /** Forget everything. */
  reset() {
    this.change(() => empty());
  }

  /** Take what is stored now. */
  #again() {
    this.#record = this.#load();
    this.dispatchEvent(new Event("change"));
  }

  /** @returns {LearnerRecord} */
  #load() {
    let text = null;
    try {
      text = localStorage.getItem(KEY);
      if (text === null) return this.#former();
    } catch {
      this.#trouble = "blocked";
      return this.#record;
    }
    try {
      return read(JSON.parse(text));
    } catch (error) {
      return this.#unreadable(text, error);
    }
  }

  /** The role as earlier versions remembered it: alone, under a key of its own. */
  #former() {
    const role = localStorage.getItem(FORMER_ROLE);
    return role ? read({ version: VERSION, role }) : empty();
  }

  /** @param {string} text @param {unknown} error @returns {LearnerRecord} */
  #unreadable(text, error) {
    if (error instanceof Newer) {
      this.#trouble = "newer";
      return empty();
    }
    try {
      localStorage.setItem(`${KEY}:unreadable`, text);
      localStorage.removeItem(KEY);
      this.#trouble = "broken";
    } catch {
      this.#trouble = "full";
    }
    return empty();
  }

  #save() {
    if (this.#trouble === "newer") return;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#record));
      localStorage.removeItem(FORMER_ROLE);
      this.#trouble = "none";
    } catch {
      if (this.#trouble !== "blocked") this.#trouble = "full";
    }
  }
}

export const store = new Store();
