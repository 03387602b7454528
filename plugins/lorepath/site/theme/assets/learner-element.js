// @ts-check
/** What our elements have in common: they show the learner's record, and show it again when it changes. */

import { store } from "./store.js";

export class LearnerElement extends HTMLElement {
  #begun = false;
  #show = () => this.show();

  connectedCallback() {
    if (!this.#begun) this.begin();
    this.#begun = true;
    store.addEventListener("change", this.#show);
    this.show();
  }

  disconnectedCallback() {
    store.removeEventListener("change", this.#show);
  }

  /** Once, before anything is shown. */
  begin() {}

  /** Whenever the record is another. */
  show() {}

  /** The part of this element that bears a name, which the page is made with.
   * @param {string} name @returns {HTMLElement} */
  own(name) {
    const found = this.querySelector(`[data-part="${name}"]`);
    if (!(found instanceof HTMLElement)) throw new Error(`<${this.localName}> has no part ${name}`);
    return found;
  }
}
