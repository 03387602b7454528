// @ts-check
/** What people chose to show, side by side. It reads links and nothing else: the visitor's own record stays out of it.
 *
 * Reading a link takes a while. Whatever changes who is shown waits for its turn, so that nothing undoes another's work.
 */

import { make } from "./html.js";
import { Unreadable } from "./record.js";
import { codesIn } from "./share.js";
import { card, readPerson } from "./team-card.js";
import { table } from "./team-table.js";

const MOST = 50;

/** @typedef {import("./team-card.js").Person} Person */

class LoreTeam extends HTMLElement {
  /** @type {Person[]} */
  #people = [];
  #begun = false;
  /** When all changes so far are made. */
  #made = Promise.resolve();
  #read = () => this.#add(location.hash, () => []);

  connectedCallback() {
    if (!this.#begun) {
      this.#begun = true;
      const form = this.querySelector("form");
      form?.addEventListener("submit", (event) => {
        event.preventDefault();
        this.#add(String(new FormData(form).get("links")));
        form.reset();
      });
      this.hidden = false;
      this.#read();
    }
    addEventListener("hashchange", this.#read);
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this.#read);
  }

  /** Show other people, once every earlier change is made.
   * @param {(people: Person[]) => Person[] | Promise<Person[]>} act */
  #change(act) {
    const made = this.#made.then(async () => {
      this.#people = await act(this.#people);
      this.#show();
    });
    this.#made = made.catch(() => {}); // what failed is reported by `made`, and the next one has its turn
  }

  /** Add the people whose codes are in a text to those who are shown, or to those of them that `keep` leaves.
   * @param {string} text @param {(people: Person[]) => Person[]} keep */
  #add(text, keep = (people) => people) {
    this.#change(async (before) => {
      const people = [...keep(before)];
      let trouble = "";
      for (const code of new Set(codesIn(text))) {
        if (people.some((person) => person.code === code)) continue;
        try {
          if (people.length < MOST) people.push(await readPerson(code));
          else trouble ||= `This page shows ${MOST} people at most; the others were left out.`;
        } catch (error) {
          trouble ||= error instanceof Unreadable ? error.message : String(error);
        }
      }
      this.#say(trouble);
      return people;
    });
  }

  /** @param {string} text */
  #say(text) {
    const said = this.querySelector("[data-part=said]");
    if (said) said.textContent = text;
  }

  /** Each person with role, way and what comes next, then their skills; all of them are in the address. */
  #show() {
    const address = this.#people.map((each) => each.code).join(".");
    history.replaceState(history.state, "", address ? `#${address}` : location.pathname + location.search);
    const cards = this.#people.map((each, place) => {
      const remove = () => this.#change((people) => people.filter(({ code }) => code !== each.code));
      return make("li", {}, card(each, place + 1, remove));
    });
    const place = this.querySelector("[data-part=people]");
    place?.replaceChildren(...(cards.length ? [make("ul", { class: "lp-grid" }, ...cards), table(this.#people)] : []));
  }
}

customElements.define("lore-team", LoreTeam);
