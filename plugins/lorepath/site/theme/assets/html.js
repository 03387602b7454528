// @ts-check
/** Small tools to build parts of a page. Text is always set as text, so nothing that is shown can become markup. */

/** A copy of a page's <template>, its slots filled with text.
 * @param {string} id @param {Record<string, string | number>} [slots] @returns {HTMLElement} */
export function stamp(id, slots = {}) {
  const template = document.getElementById(id);
  const first = template instanceof HTMLTemplateElement ? template.content.firstElementChild : null;
  if (!(first instanceof HTMLElement)) throw new Error(`the page has no template ${id}`);
  const copy = /** @type {HTMLElement} */ (first.cloneNode(true));
  for (const [name, text] of Object.entries(slots)) fill(copy, name, text);
  return copy;
}

/** Set the text of every slot of this name; a slot with nothing to say is taken out of sight.
 * @param {Element} element @param {string} name @param {string | number} text */
export function fill(element, name, text) {
  for (const slot of element.querySelectorAll(`[data-slot="${name}"]`)) {
    slot.textContent = String(text);
    if (slot instanceof HTMLElement) slot.hidden = text === "";
  }
}

/** An element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {Record<string, string>} attributes @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]} */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** One-line text of an author, in which `code` is code.
 * @param {string} text @returns {Node[]} */
export function inline(text) {
  return text.split(/`([^`]+)`/).map((part, place) => (place % 2 ? make("code", {}, part) : document.createTextNode(part)));
}

/** A copy of the page's icon of this name, or nothing.
 * @param {string} name @returns {Node[]} */
export function icon(name) {
  const icons = document.getElementById("lp-icons");
  const found = icons instanceof HTMLTemplateElement ? icons.content.querySelector(`[data-icon="${name}"]`) : null;
  return found ? [...found.childNodes].map((node) => node.cloneNode(true)) : [];
}
