// @ts-check
/** Starts what a page needs: each of our elements is a module of its own, fetched only where the element stands. */

const OURS = /^lore-[a-z]+$/;
/** @type {Set<string>} */
const started = new Set();

/** Fetch the module of every element of ours that nobody has defined yet. */
function start() {
  for (const { localName } of document.querySelectorAll(":not(:defined)")) {
    if (!OURS.test(localName) || started.has(localName)) continue;
    started.add(localName);
    void import(new URL(`${localName}.js`, import.meta.url).href);
  }
}

start();
// Material's instant navigation, where a portal switches it on, changes the page without loading it anew.
const changes = /** @type {{ document$?: { subscribe(act: () => void): void } }} */ (/** @type {unknown} */ (window));
changes.document$?.subscribe(start);

export {};
