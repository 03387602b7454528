// @ts-check
/** Save the record to a file, add one from a file, or delete it. */

import { forgetAsked } from "./asked.js";
import { download } from "./download.js";
import { LearnerElement } from "./learner-element.js";
import { Unreadable, levels, merged, read } from "./record.js";
import { store } from "./store.js";
import { count, today } from "./words.js";

const LARGEST = 4_000_000; // bytes; a record of 10,000 lessons takes about a quarter of that

class LoreKeep extends LearnerElement {
  begin() {
    const file = /** @type {HTMLInputElement} */ (this.own("file"));
    const dialog = /** @type {HTMLDialogElement} */ (this.own("dialog"));
    this.own("export").addEventListener("click", () => {
      download(`learning-record-${today()}.json`, "application/json", JSON.stringify(store.record, null, 1));
      this.#say("Saved. Keep the file where you will find it again.");
    });
    this.own("choose").addEventListener("click", () => file.click());
    file.addEventListener("change", () => {
      if (file.files?.[0]) void this.#add(file.files[0]);
      file.value = "";
    });
    this.own("reset").addEventListener("click", () => dialog.showModal());
    this.own("no").addEventListener("click", () => dialog.close());
    this.own("sure").addEventListener("click", () => {
      dialog.close();
      store.reset();
      forgetAsked();
      this.#say("Everything is deleted.");
    });
    this.hidden = false;
  }

  /** @param {File} file */
  async #add(file) {
    if (file.size > LARGEST) return this.#say("This file is too large to be a learner's record. Nothing was changed.");
    try {
      const theirs = read(JSON.parse(await file.text()));
      const before = store.record;
      store.change((record) => merged(record, theirs));
      this.#say(difference(before, store.record, theirs));
    } catch (error) {
      const why = "This is no file that a portal's You page has saved; choose one that ends in .json.";
      this.#say(error instanceof Unreadable ? error.message : `${why} Nothing was changed.`);
    }
  }

  /** @param {string} text */
  #say(text) {
    this.own("said").textContent = text;
  }
}

/** What a file brought, and what of it was not taken over.
 * @param {import("./record.js").LearnerRecord} before @param {import("./record.js").LearnerRecord} after
 * @param {import("./record.js").LearnerRecord} theirs */
function difference(before, after, theirs) {
  const lessons = Object.keys(after.done).filter((lesson) => !Object.hasOwn(before.done, lesson)).length;
  const had = levels(before);
  const skills = Object.entries(levels(after)).filter(([skill, level]) => level > (had[skill] ?? 0)).length;
  const news = [lessons ? count(lessons, "lesson") : "", skills ? count(skills, "higher level") : ""].filter(Boolean);
  const kept = theirs.role && after.role !== theirs.role ? " Your role stays the one that is chosen here." : "";
  return (news.length ? `Added ${news.join(" and ")}.` : "Everything in this file was here already.") + kept;
}

customElements.define("lore-keep", LoreKeep);
