// @ts-check
/** Find a lesson: search with filters, what was asked in the page's address, lessons that are still needed first. */

import { catalogue } from "./catalogue.js";
import { fullText, marked } from "./full-text.js";
import { fill, icon, inline, make, stamp } from "./html.js";
import { LearnerElement } from "./learner-element.js";
import { myPath } from "./my-path.js";
import { ROOT, fetchData, roleData } from "./role-data.js";
import { named, search } from "./search.js";
import { store } from "./store.js";
import { count } from "./words.js";

/** @typedef {import("./catalogue.js").Entry} Entry */

const AT_ONCE = 24;
const PAGES = 8; // other pages that are shown
const PAUSE = 150; // milliseconds after the last letter

class LoreFind extends LearnerElement {
  /** @type {import("./catalogue.js").Catalogue | null} */
  #catalogue = null;
  /** @type {string[]} */
  #needed = [];
  /** @type {import("./full-text.js").TextHit[]} */
  #texts = [];
  #searched = "";
  #shown = AT_ONCE;
  #timer = 0;

  begin() {
    const form = /** @type {HTMLFormElement} */ (this.own("form"));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.#ask());
    form.addEventListener("reset", () => setTimeout(() => this.#ask()));
    this.own("more").querySelector("button")?.addEventListener("click", () => this.#showMore());
    void this.#load(form);
  }

  /** @param {HTMLFormElement} form */
  async #load(form) {
    const found = await catalogue();
    if (!found) return; // the plain list stays
    this.#catalogue = found;
    const address = new URLSearchParams(location.search);
    for (const field of fields(form)) {
      const value = address.get(field.name);
      if (value === null) continue;
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value === field.value;
      else field.value = value;
    }
    // On a phone the lessons come before the filters, unless some were chosen. Wide pages have no handle to unfold them.
    const isWide = matchMedia("(min-width: 45em)");
    const folds = /** @type {HTMLDetailsElement} */ (this.own("filters"));
    const unfold = () => (folds.open ||= isWide.matches);
    folds.open = [...folds.querySelectorAll("select")].some((field) => field.value);
    unfold();
    isWide.addEventListener("change", unfold);
    form.hidden = false;
    this.own("list").hidden = true;
    this.own("hits").hidden = false;
    if (location.hash === "#words") document.getElementById("words")?.focus();
    await this.#learn(form);
    this.#ask();
  }

  show() {
    if (this.#catalogue) void this.#learn(/** @type {HTMLFormElement} */ (this.own("form"))).then(() => this.#render());
  }

  /** What the learner still needs, if there is a role.
   * @param {HTMLFormElement} form */
  async #learn(form) {
    const data = await roleData(store.record.role);
    this.#needed = data ? myPath(data, store.record).steps.map((step) => step.lesson) : [];
    const box = form.elements.namedItem("needed");
    const first = this.own("needed").hidden;
    this.own("needed").hidden = this.#needed.length === 0;
    const isSaid = new URLSearchParams(location.search).size > 0;
    // Whoever comes without a question gets what is needed first; a link that was shared says what it wants.
    if (first && this.#needed.length && !isSaid && box instanceof HTMLInputElement) box.checked = true;
  }

  /** Search again, and keep what is asked in the address. */
  #ask() {
    this.#shown = AT_ONCE;
    const asked = this.#asked();
    const address = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    const query = address.size ? `?${address}` : "";
    history.replaceState(history.state, "", location.pathname + query + location.hash);
    this.#render();
    void this.#showPages(asked.words);
    clearTimeout(this.#timer);
    if (asked.words !== this.#searched) this.#timer = setTimeout(() => void this.#searchTexts(asked.words), PAUSE);
  }

  /** Skills, roles, topics, people and manuals of that name.
   * @param {string} words */
  async #showPages(words) {
    const pages = words ? named((await fetchData("data/pages.json")) ?? [], words, PAGES) : [];
    if (words !== this.#asked().words) return;
    const links = pages.map(([kind, name, url]) => {
      const link = make("a", { href: new URL(url, ROOT).href }, name);
      return make("li", {}, make("span", {}, kind), " ", link);
    });
    this.own("pages").replaceChildren(...links);
    this.own("also").hidden = links.length === 0;
  }

  /** @param {string} words */
  async #searchTexts(words) {
    const found = await fullText(words);
    if (words !== this.#asked().words) return;
    this.#searched = words;
    this.#texts = found;
    this.#render();
  }

  #asked() {
    const asked = { words: "", role: "", skill: "", level: "", minutes: "", format: "", freshness: "", needed: "" };
    const form = new FormData(/** @type {HTMLFormElement} */ (this.own("form")));
    return Object.assign(asked, Object.fromEntries([...form].map(([name, value]) => [name, String(value).trim()])));
  }

  #render() {
    if (!this.#catalogue) return;
    const asked = this.#asked();
    const texts = asked.words && asked.words === this.#searched ? this.#texts : [];
    const mine = { needed: asked.needed ? this.#needed : [] };
    const found = search(this.#catalogue.lessons, asked, mine, texts.map((each) => each.lesson));
    const excerpts = new Map(texts.map((each) => [each.lesson, each.excerpt]));
    this.own("hits").replaceChildren(...found.slice(0, this.#shown).map((entry) => this.#hit(entry, excerpts.get(entry.id))));
    this.own("count").textContent = count(found.length, "lesson");
    this.own("more").hidden = found.length <= this.#shown;
    this.own("none").hidden = found.length > 0;
  }

  #showMore() {
    const before = this.#shown;
    this.#shown += AT_ONCE;
    this.#render();
    this.own("hits").children[before]?.querySelector("a")?.focus();
  }

  /** @param {Entry} entry @param {string | undefined} excerpt */
  #hit(entry, excerpt) {
    const row = stamp("lp-hit", {
      topic: entry.topicTitle,
      title: entry.title,
      minutes: `${entry.minutes} min`,
      format: entry.formatLabel,
      teaches: entry.teaches.map((each) => `${each.name}: ${each.levelName}`).join(" · "),
      needed: this.#needed.includes(entry.id) ? "On your path" : "",
      fresh: ["due", "stale"].includes(entry.fresh) ? entry.freshLabel : "",
    });
    row.dataset.lesson = entry.id;
    row.toggleAttribute("data-done", Object.hasOwn(store.record.done, entry.id));
    if (row.hasAttribute("data-done")) fill(row, "needed", "✓ Done");
    row.querySelector("[data-slot=fresh]")?.classList.add(`lp-fresh--${entry.fresh}`);
    row.querySelector("a")?.setAttribute("href", new URL(entry.url, ROOT).href);
    row.querySelector("[data-slot=text]")?.replaceChildren(...(excerpt ? marked(excerpt) : inline(entry.summary)));
    row.querySelector("[data-part=icon]")?.replaceChildren(...icon(entry.format));
    return row;
  }
}

/** @param {HTMLFormElement} form */
function fields(form) {
  return [...form.elements].filter(
    (field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement,
  );
}

customElements.define("lore-find", LoreFind);
