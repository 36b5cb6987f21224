// The capture page: suggests dossiers, narrows the inventory to the type, shows progress.

import { finder, json, wait } from "../++plone++farde.dossier/finder.js";

function option(term) {
  const made = new Option(term.title, term.id);
  Object.assign(made.dataset, { asks: term.asks, class: term.class });
  return made;
}

// The page carries the inventory of one type; that of another is fetched when it is chosen.
function narrow(type, kind) {
  const none = kind.options[0];
  const update = async () => {
    const asked = type.value;
    kind.disabled = true;
    let terms = [];
    try {
      if (asked) terms = await json(`${kind.dataset.source}?type=${encodeURIComponent(asked)}`);
    } catch {
      // Filed without an entry, which the team can add: nobody waits for it.
    }
    if (type.value !== asked) return;
    kind.replaceChildren(none, ...terms.map(option));
    kind.value = "";
    kind.disabled = terms.length === 0;
    kind.dispatchEvent(new Event("change"));
  };
  type.addEventListener("change", update);
  kind.disabled = kind.options.length === 1;
  if (type.value !== kind.dataset.type) update();
}

const told = (name, ...selects) =>
  selects.map((select) => select.selectedOptions[0]?.dataset[name] ?? "").filter(Boolean);

// What type and inventory entry ask for is shown; what was typed stays, should they change again.
function ask(block, ...selects) {
  const update = () => {
    const asked = told("asks", ...selects).join(" ").split(" ");
    const fields = [...block.querySelectorAll("[data-asked]")];
    for (const field of fields) field.hidden = !asked.includes(field.dataset.asked);
    block.hidden = fields.every((field) => field.hidden);
  };
  for (const select of selects) select.addEventListener("change", update);
  update();
}

// The class follows the type until somebody chooses another one.
function preselect(choice, ...selects) {
  const usual = () => told("class", ...selects).pop() ?? choice.dataset.usual;
  let proposed = choice.value === "" ? "" : usual();
  const update = () => {
    if (choice.value !== proposed) return;
    proposed = selects[0].value ? usual() : "";
    choice.value = proposed;
  };
  for (const select of selects) select.addEventListener("change", update);
  update();
}

function another() {
  const rows = document.querySelectorAll(".farde-also .farde-finder");
  const row = rows[rows.length - 1].cloneNode(true);
  row.querySelector(".farde-error")?.remove();
  const [label, input, list] = row.children;
  input.id = label.htmlFor = `field-dossiers.${rows.length}`;
  list.id = `farde-finder-list-${rows.length}`;
  input.setAttribute("aria-controls", list.id);
  input.value = "";
  list.replaceChildren();
  list.hidden = true;
  rows[rows.length - 1].after(row);
  finder(input);
  input.focus();
}

function today(button) {
  button.addEventListener("click", () => {
    const now = new Date();
    const local = new Date(now.getTime() - now.getTimezoneOffset() * 60000);
    document.getElementById(button.dataset.today).value = local.toISOString().slice(0, 10);
  });
}

const busy = (item) => ["waiting", "running"].includes(item.dataset.state);

function refresh(list, rows) {
  for (const row of rows) {
    const item = list.querySelector(`[data-deposit="${row.id}"]`);
    if (!item) continue;
    item.dataset.state = row.state;
    item.querySelector("[data-role=state]").textContent = row.state_title;
    const bar = item.querySelector("progress");
    if (bar && busy(item)) {
      bar.max = row.total || 1;
      bar.value = row.done;
    } else if (bar) {
      bar.remove();
    }
  }
}

async function follow(list) {
  while ([...list.children].some(busy)) {
    await wait(1500);
    try {
      refresh(list, await json(list.dataset.source));
    } catch {
      await wait(5000);
    }
  }
}

const dossier = document.getElementById("field-dossier");
const type = document.getElementById("field-document_type");
const deposits = document.getElementById("farde-deposits");
if (dossier) finder(dossier);
document.querySelectorAll("[data-also]").forEach(finder);
document.getElementById("farde-also-more")?.addEventListener("click", another);
document.getElementById("farde-also-more")?.removeAttribute("hidden");
if (type) {
  const kind = document.getElementById("field-document_kind");
  narrow(type, kind);
  ask(document.querySelector(".farde-asked"), type, kind);
  preselect(document.getElementById("field-confidentiality"), type, kind);
}
document.querySelectorAll("[data-today]").forEach(today);
document.getElementById("farde-capture-errors")?.focus();
if (deposits) follow(deposits);
