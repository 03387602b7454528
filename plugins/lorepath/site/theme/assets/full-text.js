// @ts-check
/** Search through whole lessons with Pagefind, where the site was published with its index. */

import { make } from "./html.js";
import { ROOT } from "./role-data.js";

const AT_ONCE = 30;

/** @typedef {{ lesson: string, excerpt: string }} TextHit `excerpt` is HTML with the words in <mark>. */

/** @type {Promise<any> | undefined} */
let loading;

/** The lessons whose text has these words, best first; none where there is no index.
 * @param {string} words @returns {Promise<TextHit[]>} */
export async function fullText(words) {
  loading ??= load();
  const pagefind = await loading;
  if (!pagefind || !words.trim()) return [];
  const { results } = await pagefind.search(words);
  const found = await Promise.all(results.slice(0, AT_ONCE).map((/** @type {any} */ each) => each.data()));
  return found.map((each) => ({ lesson: String(each.meta?.lesson ?? ""), excerpt: String(each.excerpt ?? "") }));
}

async function load() {
  if (!mayRun()) return null;
  try {
    const pagefind = await import(new URL("pagefind/pagefind.js", ROOT).href);
    await pagefind.options({ excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  } catch {
    return null; // titles and summaries are searched all the same
  }
}

/** Whether this site was published with the index: only then its policy lets compiled code run. */
function mayRun() {
  const policy = document.querySelector("meta[http-equiv=Content-Security-Policy]");
  return Boolean(policy?.getAttribute("content")?.includes("'wasm-unsafe-eval'"));
}

/** An excerpt as text and marks, whatever else it may hold.
 * @param {string} excerpt @returns {Node[]} */
export function marked(excerpt) {
  const parsed = new DOMParser().parseFromString(excerpt, "text/html");
  return [...parsed.body.childNodes].map((node) => {
    const text = node.textContent ?? "";
    return node.nodeName === "MARK" ? make("mark", {}, text) : document.createTextNode(text);
  });
}
