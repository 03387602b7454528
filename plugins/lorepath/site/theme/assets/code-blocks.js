// @ts-check
/** Material draws the buttons of each code block into a <nav> without a name. This gives each one its own. */

let named = 0;

function nameAll() {
  for (const buttons of document.querySelectorAll("nav.md-code__nav:not([aria-label])")) {
    named += 1;
    buttons.setAttribute("aria-label", `Code block ${named}`);
  }
}

new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
nameAll();

export {};
