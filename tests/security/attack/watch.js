// Before anything of a page runs: notes what would show that an author's script did, and what the policy refuses.
window.ran = [];
window.refused = [];
for (const name of ["alert", "confirm", "prompt", "print"]) {
  window[name] = () => {
    window.ran.push(name);
  };
}
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
