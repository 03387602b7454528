// @ts-check
/** Makes a link that shows somebody else what the learner chooses to show. */

import { LearnerElement } from "./learner-element.js";
import { encode } from "./share.js";
import { store } from "./store.js";
import { today } from "./words.js";

class LoreShare extends LearnerElement {
  begin() {
    const form = /** @type {HTMLFormElement} */ (this.own("form"));
    const link = /** @type {HTMLInputElement} */ (this.own("link"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#make(new FormData(form), link);
    });
    form.addEventListener("input", () => this.#forget());
    this.own("copy").addEventListener("click", () => void this.#copy(link));
    link.addEventListener("focus", () => link.select());
    this.hidden = false;
  }

  /** A link that was made before says what was true before. */
  show() {
    this.#forget();
  }

  /** @param {FormData} choice @param {HTMLInputElement} link */
  async #make(choice, link) {
    const done = choice.has("done");
    const code = await encode(store.record, { name: String(choice.get("name")), on: today(), done });
    link.value = new URL(`${this.dataset.team}#${code}`, location.href).href;
    this.own("open").setAttribute("href", link.value);
    this.own("result").hidden = false;
    link.focus();
  }

  /** @param {HTMLInputElement} link */
  async #copy(link) {
    try {
      await navigator.clipboard.writeText(link.value);
      this.own("said").textContent = "Copied.";
    } catch {
      link.focus();
      this.own("said").textContent = "Your browser does not let pages copy. The link is marked: copy it yourself.";
    }
  }

  #forget() {
    this.own("result").hidden = true;
    this.own("said").textContent = "";
  }
}

customElements.define("lore-share", LoreShare);
