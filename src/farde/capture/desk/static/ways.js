// What is decided of a whole deposit: tried again, scanned again, discarded; its files as they came.

import { made, some, word } from "./words.js";

const WITH_REASON = ["rescan", "discard"];

export class Ways {
  constructor(root, dialog, { onDecide, about }) {
    Object.assign(this, { root, dialog, onDecide, about });
    this.form = dialog.querySelector("form");
    this.error = dialog.querySelector(".farde-error");
    root.addEventListener("click", (event) => {
      const way = event.target.closest("[data-way]")?.dataset.way;
      if (way) this.begin(way);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send({ do: this.way, reason: this.form.elements.reason.value, leaves: this.leaves });
    });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }

  show(batch) {
    this.ways = batch.ways ?? [];
    this.root.hidden = !this.ways.length && !batch.originals?.length;
    if (this.shown !== `${batch.id} ${batch.state}`) this.root.open = ["blocked", "awaiting"].includes(batch.state);
    this.shown = `${batch.id} ${batch.state}`;
    for (const button of this.root.querySelectorAll("[data-way]")) button.hidden = !this.ways.includes(button.dataset.way);
    this.root.querySelector("[data-with]").hidden = !this.ways.includes("withdraw");
    const files = (batch.originals ?? []).map((one) => made("a", { href: one.href, download: true }, word("original", { kind: one.title })));
    this.root.querySelector("[data-role=originals]").replaceChildren(...files);
  }

  begin(way) {
    if (!this.ways?.includes(way)) return;
    if (!WITH_REASON.includes(way)) return this.#send({ do: way });
    this.way = way;
    this.leaves = way === "rescan" ? this.about() : [];
    this.form.reset();
    this.error.textContent = "";
    this.dialog.querySelector("h2").textContent = word(`why_${way}`);
    this.dialog.querySelector("[data-role=about]").textContent =
      way === "discard" ? word("why_discard_help") : this.leaves.length ? some("rescan_pages", this.leaves.length) : word("rescan_all");
    this.dialog.showModal();
    this.form.elements.reason.focus();
  }

  // The window stays, with what was written, until the server has taken it.
  async #send(decision) {
    if (this.busy) return;
    this.busy = true;
    try {
      await this.onDecide(decision);
      this.dialog.close();
    } catch (problem) {
      this.error.textContent = problem.text ?? word("lost");
    } finally {
      this.busy = false;
    }
  }
}
