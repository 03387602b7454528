// Touches every element that a selector finds, in every way that a script could wait for.
(within, view = window) => {
  const events = ["pointerenter", "mouseenter", "mouseover", "mousemove", "focus", "blur", "toggle", "load", "error"];
  const leaves = /^(https?|mailto|file):/;
  view.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a");
      if (link && leaves.test(link.href)) event.preventDefault();
    },
    true,
  );
  view.addEventListener("submit", (event) => event.preventDefault(), true);
  for (const each of view.document.querySelectorAll(within)) {
    for (const name of events) each.dispatchEvent(new view.Event(name, { bubbles: name === "mouseover" }));
    if (!each.closest(".md-clipboard, .md-code__button")) each.click?.();
  }
  view.dispatchEvent(new view.Event("hashchange"));
}
