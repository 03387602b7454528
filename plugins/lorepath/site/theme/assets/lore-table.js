// @ts-check
/** A table that can be sorted: the heads of its columns become buttons. Without this script it is a plain table.
 *
 * A cell sorts by its `data-value`, else by its text; a column's `data-sort` says whether as text or as numbers.
 */

const words = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });

class LoreTable extends HTMLElement {
  connectedCallback() {
    for (const head of this.querySelectorAll("thead th[data-sort]")) {
      if (!(head instanceof HTMLTableCellElement) || head.querySelector("button")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.title = "Sort by this column";
      button.append(head.textContent ?? "");
      button.addEventListener("click", () => this.sort(head));
      head.replaceChildren(button);
    }
  }

  /** Sort by a column; a second time the other way round.
   * @param {HTMLTableCellElement} head */
  sort(head) {
    const rising = head.getAttribute("aria-sort") !== "ascending";
    for (const other of this.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const body = this.querySelector("tbody");
    if (!body) return;
    const numbers = head.dataset.sort === "number";
    const rows = [...body.rows].map((row) => ({ row, value: valueOf(row.cells[head.cellIndex]) }));
    rows.sort((one, other) => {
      const order = numbers ? Number(one.value) - Number(other.value) : words.compare(one.value, other.value);
      return rising ? order : -order;
    });
    body.append(...rows.map(({ row }) => row));
  }
}

/** @param {HTMLTableCellElement | undefined} cell */
function valueOf(cell) {
  return cell?.dataset.value ?? cell?.textContent?.trim() ?? "";
}

customElements.define("lore-table", LoreTable);

export {};
