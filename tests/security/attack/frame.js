// What is wrong with the frame of a page: its header and footer, and whatever of an author's looks like a part of it.
() => {
  const wrong = [];

  /** Whether a part is there, wide and in front. */
  const inFront = (part, name) => {
    const box = part.getBoundingClientRect();
    if (box.width < innerWidth * 0.9 || box.height < 20 || getComputedStyle(part).visibility !== "visible") {
      wrong.push(`${name} is hidden`);
    }
    for (const across of [0.01, 0.25, 0.5, 0.75, 0.98]) {
      const top = document.elementFromPoint(box.left + box.width * across, box.top + box.height / 2);
      if (!top || !part.contains(top)) wrong.push(`${name} is covered by ${top?.outerHTML.slice(0, 80)}`);
    }
    return box;
  };

  const only = (selector, name) => {
    const found = document.querySelectorAll(selector);
    if (found.length !== 1) wrong.push(`there are ${found.length} of ${name}`);
    return found[0];
  };

  const header = only("body > header.md-header", "the header");
  const footer = only("body > .md-container > footer.md-footer", "the footer");
  if (!header || !footer) return wrong;
  scrollTo(0, 0);
  if (inFront(header, "the header").top !== 0) wrong.push("the header has moved");
  scrollTo(0, document.documentElement.scrollHeight);
  inFront(header, "the header, at the end");
  const end = inFront(footer, "the footer").bottom;
  if (Math.abs(end - innerHeight) > 2) wrong.push(`the footer ends at ${end} of ${innerHeight}`);
  if (document.documentElement.scrollWidth > innerWidth) wrong.push("the page is wider than the window");

  const active =
    "form, input, button, select, textarea, iframe, object, embed, link, meta, base, script, style, template, dialog, " +
    "[style], [contenteditable], [tabindex]";
  const trusted =
    "lore-quiz, .md-clipboard, .md-code__nav, .md-annotation, .md-tooltip, .tabbed-set, .md-typeset__scrollwrap, pre";
  for (const each of document.querySelectorAll(".lp-body :is(" + active + ")")) {
    const box = each.matches("input[type=checkbox], input[type=radio]");
    if (!box && !each.closest(trusted)) wrong.push(`in the text: ${each.outerHTML.slice(0, 120)}`);
  }
  for (const form of document.querySelectorAll("article form")) {
    if (!form.closest(".lp, lore-quiz")) wrong.push(`a form: ${form.outerHTML.slice(0, 120)}`);
  }
  return wrong;
}
