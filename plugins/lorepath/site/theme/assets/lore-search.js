// @ts-check
/** Search on every page: the words lead to the page that finds lessons. The key `/` leads here. */

class LoreSearch extends HTMLElement {
  #key = (/** @type {KeyboardEvent} */ event) => this.#onKey(event);

  connectedCallback() {
    this.hidden = false;
    this.querySelector("form")?.addEventListener("submit", this.#search);
    document.addEventListener("keydown", this.#key);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#key);
  }

  /** No form of this site is ever sent anywhere (the content policy sees to it), so that the way is taken here.
   * @param {SubmitEvent} event */
  #search(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const words = String(new FormData(form).get("words") ?? "").trim();
    location.assign(`${form.action}${words ? `?${new URLSearchParams({ words })}` : ""}`);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const here = event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]");
    const field = this.querySelector("input");
    // Where the window is narrow, the field is not shown: the link beside it leads to the same page.
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || here || !field?.checkVisibility()) return;
    event.preventDefault();
    field.focus();
  }
}

customElements.define("lore-search", LoreSearch);
