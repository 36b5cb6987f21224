// The pages of a deposit, grouped as they will be filed: a list of options, walked with the arrows.

import { aside, laidOut, openParts, partOf } from "./plan.js";
import { made, some, word } from "./words.js";

export class Sheets {
  constructor(root, { onFocus, onStep, onEnter }) {
    Object.assign(this, { root, onFocus, onStep, onEnter });
    this.leaves = new Map();
    this.chosen = new Set();
    this.focus = "";
    this.anchor = "";
    root.addEventListener("click", (event) => this.#clicked(event));
    root.addEventListener("dblclick", () => this.onEnter());
    root.addEventListener("dragstart", (event) => this.#lift(event));
    root.addEventListener("dragover", (event) => this.#over(event));
    root.addEventListener("dragleave", () => this.#mark());
    root.addEventListener("dragend", () => this.#end());
    root.addEventListener("drop", (event) => this.#drop(event));
  }

  get order() {
    return [...this.root.querySelectorAll("[data-leaf]")].map((one) => one.dataset.leaf);
  }

  // What a verb is about: what is chosen, else the page one stands on.
  get about() {
    const chosen = this.order.filter((leaf) => this.chosen.has(leaf));
    return chosen.length ? chosen : this.focus ? [this.focus] : [];
  }

  show(batch, plan) {
    if (this.url !== batch["@id"]) {
      this.leaves.clear();
      this.url = batch["@id"];
    }
    Object.assign(this, { batch, plan });
    const rows = laidOut(plan).map((row) => this.#row(row));
    const held = this.root.contains(document.activeElement);
    const { scrollTop } = this.root;
    this.root.replaceChildren(...rows);
    this.root.scrollTop = scrollTop;
    const order = this.order;
    this.chosen = new Set(order.filter((leaf) => this.chosen.has(leaf)));
    if (!order.includes(this.focus)) this.focus = order[0] ?? "";
    this.#paint();
    if (held) this.leaves.get(this.focus)?.focus({ preventScroll: true });
  }

  stand(leaf, { extend = false, add = false, steal = true } = {}) {
    if (!this.leaves.has(leaf)) return;
    if (extend) this.#extend(leaf);
    else if (add) this.chosen.has(leaf) ? this.chosen.delete(leaf) : this.chosen.add(leaf);
    else this.chosen.clear();
    if (!extend) this.anchor = leaf;
    this.focus = leaf;
    this.#paint();
    const option = this.leaves.get(leaf);
    if (steal) option.focus({ preventScroll: true });
    option.scrollIntoView({ block: "nearest" });
    this.onFocus(leaf);
  }

  walk(key, extend) {
    const order = this.order;
    const at = order.indexOf(this.focus);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: order.length - 1 }[key];
    const leaf = to === undefined ? this.#across(key === "ArrowDown" ? 1 : -1) : order[to];
    if (leaf) this.stand(leaf, { extend });
  }

  chooseAll(leaves) {
    this.chosen = new Set(leaves);
    this.#paint();
  }

  #extend(leaf) {
    const order = this.order;
    const ends = [order.indexOf(this.anchor || this.focus), order.indexOf(leaf)].sort((a, b) => a - b);
    this.chosen = new Set(order.slice(ends[0], ends[1] + 1));
  }

  // The nearest page in the next row of the screen.
  #across(step) {
    const here = this.leaves.get(this.focus)?.getBoundingClientRect();
    if (!here) return "";
    const away = (box) => (step > 0 ? box.top - here.bottom : here.top - box.bottom);
    const found = this.order
      .map((leaf) => ({ leaf, box: this.leaves.get(leaf).getBoundingClientRect() }))
      .filter(({ box }) => away(box) > -8)
      .sort((a, b) => {
        const rows = Math.round((away(a.box) - away(b.box)) / 24);
        return rows || Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left);
      });
    return found[0]?.leaf;
  }

  #row({ part, cells }) {
    const leaves = cells.map(({ page, aside: put }, n) => this.#leaf(page, part, put, n));
    if (!part) return made("div", { role: "group", "aria-label": word("aside"), class: "farde-part is-loose" }, made("div", { class: "farde-leaves" }, ...leaves));
    const name = `part-${part.id}`;
    return made(
      "div",
      { role: "group", "aria-labelledby": name, class: "farde-part", "data-part": part.id, "data-closed": part.closed },
      this.#head(part, name),
      made("div", { class: "farde-leaves" }, ...leaves)
    );
  }

  #head(part, name) {
    const place = this.plan.parts.indexOf(part);
    const joined = place > 0 && !part.closed && !this.plan.parts[place - 1].closed && !this.batch.readonly;
    return made(
      "div",
      { class: "farde-part-head", id: name },
      made("b", {}, word("part", { number: place + 1 })),
      made("span", { class: "farde-soft" }, some("pages", part.pages.length)),
      this.#became(part),
      joined &&
        made("button", { type: "button", class: "farde-join", tabindex: -1, "data-join": part.pages[0].leaf, title: word("join_help") }, word("join")),
      ...(joined ? this.#sides(this.plan.parts[place - 1], part) : [])
    );
  }

  // What may be the fronts and the backs of one stack: as many of each, or two files.
  #sides(odd, even) {
    const [fronts, backs] = [odd, even].map((part) => part.pages.length);
    const files = new Set(this.plan.parts.flatMap((part) => part.pages.map((page) => page.leaf.split("-")[0])));
    const apart = this.plan.parts.length === 2 && files.size === 2;
    if (Math.max(fronts, backs) < 2 || (fronts !== backs && !apart)) return [];
    const side = (order, text, title = "") => {
      const data = { "data-collate": even.pages[0].leaf, "data-fronts": odd.pages[0].leaf, "data-order": order };
      return made("button", { type: "button", class: "farde-collate", title, ...data }, text);
    };
    return [side("reversed", word("collate"), word("collate_help")), side("same", word("collate_same"))];
  }

  #became(part) {
    if (part.closed) {
      const numbers = (part.filed ?? []).map((one) => one.number).filter(Boolean).join(", ");
      return made("span", { class: "farde-part-state is-filed" }, [word("filed"), numbers].filter(Boolean).join(" · "));
    }
    const state = [part.check, this.batch.forms[part.id]?.title].filter(Boolean).join(" · ");
    return made("span", { class: part.check ? "farde-part-state is-checked" : "farde-part-state", title: state }, state);
  }

  #leaf(page, part, put, n) {
    const option = this.leaves.get(page.leaf) ?? this.#option(page.leaf);
    this.leaves.set(page.leaf, option);
    const told = this.batch.pages[page.leaf] ?? {};
    const why = put && word(`reason_${page.reason}`);
    const reason = put && (told.machine ? word("proposed", { reason: why.toLowerCase() }) : why);
    const marks = [...(put ? [reason] : []), ...(told.marks ?? [])];
    option.classList.toggle("is-aside", Boolean(put));
    option.classList.toggle("is-lying", page.turn % 180 !== 0);
    option.classList.toggle("is-closed", Boolean(part?.closed && !put));
    option.classList.toggle("may-cut", n > 0 && !put && !part?.closed && !this.batch.readonly);
    option.draggable = !this.batch.readonly && !(part?.closed && !put);
    option.querySelector("img").style.rotate = `${page.turn}deg`;
    option.querySelector("img").hidden = Boolean(part?.closed && !put); // read in its dossier now
    option.querySelector(".farde-leaf-marks").replaceChildren(...marks.map((mark) => made("span", {}, mark)));
    const turned = page.turn ? word("turned", { degrees: page.turn }) : "";
    option.setAttribute("aria-label", [word("page", { number: told.name ?? page.leaf }), turned, ...marks].filter(Boolean).join(", "));
    return option;
  }

  #option(leaf) {
    const picture = `${this.url}/@@capture-page/${leaf}/small`;
    return made(
      "div",
      { role: "option", id: `leaf-${leaf}`, class: "farde-leaf", "data-leaf": leaf, tabindex: -1 },
      made("span", { class: "farde-cut", "data-cut": leaf, "aria-hidden": "true", title: word("cut_here") }),
      made("span", { class: "farde-leaf-picture" }, made("img", { src: picture, alt: "", loading: "lazy", draggable: "false" })),
      made("span", { class: "farde-leaf-name" }, this.batch.pages[leaf]?.name ?? leaf),
      made("span", { class: "farde-leaf-marks" })
    );
  }

  #paint() {
    const current = partOf(this.plan, this.focus) ?? this.#partAround(this.focus);
    for (const group of this.root.children) {
      group.classList.toggle("is-current", Boolean(current) && group.dataset.part === current.id);
    }
    for (const [leaf, option] of this.leaves) {
      const here = leaf === this.focus;
      option.tabIndex = here ? 0 : -1;
      option.classList.toggle("is-here", here);
      option.setAttribute("aria-selected", String(this.chosen.size ? this.chosen.has(leaf) : here));
    }
  }

  #partAround(leaf) {
    const id = this.leaves.get(leaf)?.closest("[data-part]")?.dataset.part;
    return this.plan.parts.find((part) => part.id === id);
  }

  current() {
    return partOf(this.plan, this.focus) ?? this.#partAround(this.focus) ?? openParts(this.plan)[0];
  }

  #clicked(event) {
    const cut = event.target.closest("[data-cut]");
    const join = event.target.closest("[data-join]");
    if (cut) return this.onStep({ verb: "cut", leaf: cut.dataset.cut });
    if (join) return this.#join(join.dataset.join);
    const sides = event.target.closest("[data-collate]")?.dataset;
    if (sides) return this.onStep({ verb: "collate", leaves: [sides.fronts, sides.collate], order: sides.order });
    const option = event.target.closest("[data-leaf]");
    const group = event.target.closest("[data-part]");
    const leaf = option?.dataset.leaf ?? group?.querySelector("[data-leaf]")?.dataset.leaf;
    if (leaf) this.stand(leaf, { extend: event.shiftKey, add: event.ctrlKey || event.metaKey });
  }

  #join(leaf) {
    const at = this.plan.parts.indexOf(partOf(this.plan, leaf));
    if (at > 0) this.onStep({ verb: "merge", leaves: [this.plan.parts[at - 1].pages[0].leaf, leaf] });
  }

  #lift(event) {
    const leaf = event.target.closest?.("[data-leaf]")?.dataset.leaf;
    if (!leaf) return;
    if (!this.chosen.has(leaf)) this.stand(leaf);
    this.lifted = this.about;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.lifted.join(" "));
    this.root.classList.add("is-lifting");
  }

  #target(event) {
    const option = event.target.closest("[data-leaf]");
    const group = event.target.closest("[data-part]");
    if (!this.lifted || !group || group.dataset.closed !== undefined) return null;
    const last = [...group.querySelectorAll("[data-leaf]:not(.is-aside)")].pop();
    const on = option && !option.classList.contains("is-aside") ? option : last;
    if (!on || this.lifted.includes(on.dataset.leaf)) return null;
    const box = on.getBoundingClientRect();
    return { option: on, after: on !== option || event.clientX > box.left + box.width / 2 };
  }

  #over(event) {
    const target = this.#target(event);
    if (!target) return this.#mark();
    event.preventDefault();
    this.#mark(target);
  }

  #mark(target) {
    for (const option of this.leaves.values()) option.classList.remove("drop-before", "drop-after");
    target?.option.classList.add(target.after ? "drop-after" : "drop-before");
  }

  #drop(event) {
    const target = this.#target(event);
    if (!target) return;
    event.preventDefault();
    this.onStep({ verb: "move", leaves: this.lifted, leaf: target.option.dataset.leaf, after: target.after });
    this.#end();
  }

  #end() {
    this.lifted = null;
    this.root.classList.remove("is-lifting");
    this.#mark();
  }

  isAside(leaf) {
    return Boolean(aside(this.plan, leaf));
  }
}
