// Touches every element that a selector finds, in every way that a script could wait for.
(within, view = window) => {
  const events = ["pointerenter", "mouseenter", "mouseover", "mousemove", "focus", "blur", "toggle", "load", "error"];
  // The page stays where it is; what `javascript:` starts is no navigation and runs all the same.
  view.navigation.addEventListener("navigate", (event) => event.cancelable && event.preventDefault());
  view.addEventListener("submit", (event) => event.preventDefault(), true);
  for (const each of view.document.querySelectorAll(within)) {
    for (const name of events) each.dispatchEvent(new view.Event(name, { bubbles: name === "mouseover" }));
    if (!each.closest(".md-clipboard, .md-code__button")) each.click?.();
  }
  view.dispatchEvent(new view.Event("hashchange"));
}
