// @ts-check
/** Find a lesson: narrows the list of all lessons, and keeps what was chosen in the page's address. */

class LoreFind extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form) return;
    this.form = form;
    this.rows = [...this.querySelectorAll(".lp-row")].map((row) => ({
      row: /** @type {HTMLElement} */ (row),
      words: [".lp-card__title", ".lp-card__text", ".lp-card__over"]
        .map((part) => row.querySelector(part)?.textContent ?? "")
        .join(" ")
        .toLowerCase(),
    }));
    const address = new URLSearchParams(location.search);
    for (const field of fields(form)) {
      const value = address.get(field.name);
      if (value !== null) field.value = value;
    }
    form.hidden = false;
    form.addEventListener("input", () => this.narrow());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => this.narrow()));
    this.narrow();
  }

  /** Show the lessons that fit every filter. */
  narrow() {
    if (!this.form || !this.rows) return;
    /** @type {Map<string, string>} */
    const wanted = new Map();
    const address = new URLSearchParams();
    for (const field of fields(this.form)) {
      const value = field.value.trim();
      wanted.set(field.name, value);
      if (value) address.set(field.name, value);
    }
    let shown = 0;
    for (const { row, words } of this.rows) {
      row.hidden = !fits(row, words, wanted);
      if (!row.hidden) shown += 1;
    }
    const count = this.querySelector("output");
    if (count) count.textContent = shown === 1 ? "1 lesson" : `${shown} lessons`;
    const none = this.querySelector(".lp-find__none");
    if (none instanceof HTMLElement) none.hidden = shown > 0;
    const query = address.toString();
    history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash);
  }
}

/** @param {HTMLElement} row @param {string} words @param {Map<string, string>} wanted */
function fits(row, words, wanted) {
  const asked = (/** @type {string} */ key) => wanted.get(key) ?? "";
  const has = (/** @type {string | undefined} */ list, /** @type {string} */ value) =>
    !value || (list ?? "").split(" ").includes(value);
  return (
    has(row.dataset.roles, asked("role")) &&
    has(row.dataset.skills, asked("skill")) &&
    has(row.dataset.levels, asked("level")) &&
    has(row.dataset.format, asked("format")) &&
    (!asked("minutes") || Number(row.dataset.minutes) <= Number(asked("minutes"))) &&
    asked("words").toLowerCase().split(/\s+/).every((word) => words.includes(word))
  );
}

/** @param {HTMLFormElement} form */
function fields(form) {
  return [...form.elements].filter(
    (field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement,
  );
}

customElements.define("lore-find", LoreFind);

export {};
