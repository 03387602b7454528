// @ts-check
/** Search on every page: the words lead to the page that finds lessons. The key `/` leads here.
 *
 * It is the only key that does anything by itself. The theme would turn pages at single letters, which people who
 * speak to their computer, or miss a field, type without meaning it (WCAG 2.1.4).
 */

const TURNS_PAGES = new Set(["p", "n", ",", ".", "f", "s"]);

class LoreSearch extends HTMLElement {
  #key = (/** @type {KeyboardEvent} */ event) => this.#onKey(event);

  connectedCallback() {
    this.hidden = false;
    this.querySelector("form")?.addEventListener("submit", this.#search);
    addEventListener("keydown", this.#key, { capture: true });
  }

  disconnectedCallback() {
    removeEventListener("keydown", this.#key, { capture: true });
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
    if (here || event.ctrlKey || event.metaKey || event.altKey) return;
    if (TURNS_PAGES.has(event.key)) event.stopPropagation();
    if (event.key !== "/") return;
    event.preventDefault();
    event.stopPropagation();
    const field = this.querySelector("input");
    // Where the window is narrow, the field is not shown: the page that the link beside it leads to has one.
    if (field?.checkVisibility()) field.focus();
    else location.assign(`${this.querySelector("form")?.action}#words`);
  }
}

customElements.define("lore-search", LoreSearch);
