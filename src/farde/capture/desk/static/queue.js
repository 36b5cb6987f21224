// The queue: which deposits wait, for how long, and who is working on them.

import { call } from "./service.js";
import { made, some } from "./words.js";

const FRESH = 30000; // ms

export class Queue {
  constructor(root, { onOpen }) {
    this.root = root;
    this.list = root.querySelector("ol");
    this.count = root.querySelector("[data-role=count]");
    this.source = root.dataset.source;
    this.list.addEventListener("click", (event) => {
      const id = event.target.closest("[data-batch]")?.dataset.batch;
      if (!id || event.ctrlKey || event.metaKey || event.button) return;
      event.preventDefault();
      onOpen(id);
    });
    setInterval(() => document.hidden || this.refresh(), FRESH);
  }

  get ids() {
    return [...this.list.querySelectorAll("[data-batch]")].map((one) => one.dataset.batch);
  }

  // The next one that nobody holds, behind the one that is open.
  after(id) {
    const rows = [...this.list.querySelectorAll("[data-batch]")];
    const at = rows.findIndex((row) => row.dataset.batch === id);
    return [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))]
      .filter((row) => row.dataset.held === undefined)
      .map((row) => row.dataset.batch)[0];
  }

  async refresh() {
    try {
      this.show(await call("GET", this.source));
    } catch {
      // Tried again in a while; what is shown is what was known.
    }
  }

  show({ items, total }) {
    this.list.replaceChildren(...items.map((row) => this.#row(row)));
    this.count.textContent = total;
    this.current(this.open);
  }

  // An emptied deposit leaves at once, before the server is asked again.
  drop(id) {
    this.list.querySelector(`[data-batch="${id}"]`)?.closest("li").remove();
    this.count.textContent = Math.max(0, Number(this.count.textContent) - 1);
  }

  current(id) {
    this.open = id;
    for (const row of this.list.querySelectorAll("[data-batch]")) {
      if (row.dataset.batch === id) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    this.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  #row(row) {
    return made(
      "li",
      {},
      made(
        "a",
        { href: row.url, "data-batch": row.id, "data-held": row.held ? "" : null },
        made("b", {}, row.channel_title),
        made("span", { class: "farde-age" }, row.age),
        made("span", { class: "farde-soft" }, [some("pages", row.pages), row.parts ? some("parts", row.parts) : "", row.station].filter(Boolean).join(" · ")),
        row.note ? made("span", { class: "farde-queue-note" }, row.note) : null
      )
    );
  }
}
