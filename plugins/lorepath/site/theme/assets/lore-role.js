// @ts-check
/** Choose your role: remembered on this device only, and shown on the role's card. */

const KEY = "lorepath:" + new URL("..", import.meta.url).pathname + ":role";

class LoreRole extends HTMLElement {
  connectedCallback() {
    for (const card of this.querySelectorAll("[data-role]")) {
      const line = document.createElement("p");
      line.className = "lp-mine";
      const words = document.createElement("strong");
      const button = document.createElement("button");
      button.type = "button";
      button.addEventListener("click", () => {
        const role = card.getAttribute("data-role");
        remember(recall() === role ? null : role);
        this.show();
      });
      line.append(words, button);
      card.append(line);
    }
    this.show();
  }

  /** Say on each card whether it is the learner's role. */
  show() {
    const mine = recall();
    for (const card of this.querySelectorAll("[data-role]")) {
      const chosen = card.getAttribute("data-role") === mine;
      card.toggleAttribute("data-mine", chosen);
      const title = card.querySelector(".lp-card__title")?.textContent ?? "";
      const words = card.querySelector(".lp-mine strong");
      const button = card.querySelector(".lp-mine button");
      if (words) words.textContent = chosen ? "✓ Your role" : "";
      if (button) {
        button.textContent = chosen ? "Forget" : "This is my role";
        button.setAttribute("aria-label", `${button.textContent}: ${title}`);
      }
    }
  }
}

/** Where storage is blocked, the choice lasts as long as the page. @type {string | null} */
let lasting = null;

/** @returns {string | null} */
function recall() {
  try {
    return localStorage.getItem(KEY) ?? lasting;
  } catch {
    return lasting;
  }
}

/** @param {string | null} role */
function remember(role) {
  lasting = role;
  try {
    if (role === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, role);
  } catch {
    // Storage is blocked: nothing is lost but the memory of it.
  }
}

customElements.define("lore-role", LoreRole);

export {};
