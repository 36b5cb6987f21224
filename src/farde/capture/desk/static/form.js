// The form of the part one works on: what was typed is kept while one types, and taken up again.

import { finder } from "../++plone++farde.dossier/finder.js";
import { another, ask, narrow, preselect, today } from "../++plone++farde.capture/profile.js";
import { call } from "./service.js";
import { made, word } from "./words.js";

const KEEP_AFTER = 700; // ms without a key
const PLAIN = ["dossier", "direction", "channel", "received_on", "document_date", "sender", "amount", "creditor", "payment_due"];

export class Form {
  constructor(root, { onTyped, onRefused }) {
    Object.assign(this, { root, onTyped, onRefused });
    this.fields = root.elements;
    const { document_type: type, document_kind: kind, confidentiality } = this.fields;
    finder(this.fields.dossier);
    root.querySelectorAll("[data-also]").forEach(finder);
    root.querySelectorAll("[data-today]").forEach(today);
    this.choose = narrow(type, kind);
    ask(root.querySelector(".farde-asked"), type, kind);
    this.classify = preselect(confidentiality, type, kind);
    const more = document.getElementById("farde-also-more");
    more.hidden = false;
    more.addEventListener("click", another);
    root.addEventListener("input", () => this.typed());
    root.addEventListener("click", (event) => event.target.closest("[data-today]") && this.typed());
    // What the finder puts in the field is no typing to the browser.
    root.addEventListener("focusout", () => this.typed());
    this.list = document.getElementById("desk-suggestions");
    this.list.addEventListener("click", (event) => {
      const number = event.target.closest("[data-take]")?.dataset.take;
      if (number) this.take(Number(number));
    });
  }

  // Show a part: what was typed for it, what is proposed for it.
  async show(url, part, form, readonly) {
    if (this.url === url && this.part === part?.id && this.readonly === readonly) return;
    if (this.url === url && this.#isNew(this.part) && part && !this.#isNew(part.id) && !part.closed) {
      this.part = part.id;
      return this.flush();
    }
    this.flush();
    Object.assign(this, { url, part: part?.id, readonly });
    this.closed = !part || part.closed || readonly;
    this.root.classList.toggle("is-closed", Boolean(this.closed));
    this.root.inert = Boolean(this.closed);
    this.blame([]);
    this.warn([]);
    await this.fill(form?.values ?? {});
    this.propose(this.closed ? [] : form?.suggestions ?? []);
  }

  async fill(values) {
    for (const name of PLAIN) this.fields[name].value = values[name] ?? "";
    this.#fillAlso(values.also ?? []);
    await this.choose(values.document_type ?? "", values.document_kind ?? "");
    this.classify(values.confidentiality ?? "");
    this.kept = JSON.stringify(this.values());
  }

  #fillAlso(numbers) {
    const inputs = () => [...this.root.querySelectorAll("[data-also]")];
    while (inputs().length < numbers.length) another();
    inputs().forEach((input, n) => (input.value = numbers[n] ?? ""));
    this.root.querySelector(".farde-also").open = numbers.length > 0;
  }

  values() {
    const found = Object.fromEntries(PLAIN.map((name) => [name, this.fields[name].value]));
    for (const name of ["document_type", "document_kind", "confidentiality"]) found[name] = this.fields[name].value;
    found.also = [...this.root.querySelectorAll("[data-also]")].map((one) => one.value).filter(Boolean);
    return found;
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), KEEP_AFTER);
    this.#paintSuggestions();
  }

  // Keep what was typed; also when the window is being closed.
  flush(leaving = false) {
    clearTimeout(this.timer);
    const values = this.values();
    const now = JSON.stringify(values);
    if (!this.part || this.closed || this.#isNew(this.part) || now === this.kept) return this.keeping;
    this.kept = now;
    this.onTyped(this.part, values);
    const body = { part: this.part, values };
    this.keeping = call("POST", `${this.url}/@draft`, body, { keepalive: leaving })
      .then((told) => told.part === this.part && this.warn(told.earlier))
      .catch((problem) => {
        this.kept = "";
        if (!leaving) this.onRefused(problem);
      });
    return this.keeping;
  }

  // What in the chosen dossier is much like this part: for a person to judge.
  warn(earlier) {
    const place = document.getElementById("desk-near");
    place.textContent = earlier.join(" ");
    place.hidden = earlier.length === 0;
  }

  // The part is filed: there is nothing to keep any more.
  forget() {
    clearTimeout(this.timer);
    this.part = undefined;
  }

  // Cut a moment ago, and not yet named by the server.
  #isNew(part) {
    return Boolean(part?.startsWith("new-"));
  }

  propose(suggestions) {
    this.suggestions = suggestions;
    this.list.replaceChildren(...suggestions.map((one, n) => this.#suggestion(one, n + 1)));
    this.list.closest("section").hidden = suggestions.length === 0;
    this.#paintSuggestions();
  }

  #suggestion(one, number) {
    return made(
      "li",
      {},
      made(
        "button",
        { type: "button", "data-take": number, "aria-keyshortcuts": `Alt+${number}` },
        made("kbd", {}, `Alt ${number}`),
        made("b", {}, one.label),
        made("span", { class: "farde-why" }, made("meter", { min: 0, max: 1, value: one.confidence, "aria-hidden": "true" }), `${one.title} · ${Math.round(one.confidence * 100)} % · ${one.why}`)
      )
    );
  }

  #paintSuggestions() {
    const values = this.values();
    (this.suggestions ?? []).forEach((one, n) => {
      const typed = String(values[one.field] ?? "");
      const taken = typed !== "" && (typed === one.value || typed.startsWith(`${one.value} `));
      this.list.children[n]?.classList.toggle("is-taken", taken);
    });
  }

  async take(number) {
    const one = this.suggestions?.[number - 1];
    if (!one || this.closed) return "";
    const { document_type: type, document_kind: kind } = this.fields;
    if (one.field === "document_type") await this.choose(one.value, "");
    else if (one.field === "document_kind") await this.choose(one.parent || type.value, one.value);
    else if (one.field === "confidentiality") this.classify(one.value);
    else if (this.fields[one.field]) this.fields[one.field].value = one.value;
    kind.dispatchEvent(new Event("change"));
    this.typed();
    return word("taken", { field: one.title, value: one.label });
  }

  // Say at each field what is wrong; return what belongs to none.
  blame(errors) {
    this.root.querySelectorAll(".is-invalid").forEach((field) => {
      field.classList.remove("is-invalid");
      field.setAttribute("aria-invalid", "false");
    });
    this.root.querySelectorAll(".farde-error, .invalid-feedback").forEach((one) => one.remove());
    const fields = errors.map((error) => ({ error, field: document.getElementById(`field-${error.field}`) }));
    for (const { error, field } of fields) if (field) this.#blame(field, error);
    fields.find(({ field }) => field)?.field.focus();
    return errors.filter((error) => !document.getElementById(`field-${error.field}`));
  }

  #blame(field, error) {
    field.classList.add("is-invalid");
    field.setAttribute("aria-invalid", "true");
    field.closest("details")?.setAttribute("open", "");
    const text = made("div", { class: "farde-error", id: `${field.id}-error` }, `${error.message} ${error.remedy}`);
    (field.closest(".farde-finder, .input-group") ?? field).after(text);
    field.setAttribute("aria-describedby", text.id);
  }

  // The first field that still waits for something.
  enter() {
    const wanted = ["dossier", "document_type", "received_on"].map((name) => this.fields[name]);
    (wanted.find((field) => !field.value) ?? wanted[0]).focus();
  }
}
