// What every form of filing shares: the inventory of a type, what a type asks for, its class.

import { finder, json } from "../++plone++farde.dossier/finder.js";

function option(term) {
  const made = new Option(term.title, term.id);
  Object.assign(made.dataset, { asks: term.asks, class: term.class });
  return made;
}

// The page carries the inventory of one type; that of another is fetched when it is chosen.
// Returns a way to choose both, which resolves when the inventory is there.
export function narrow(type, kind) {
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
  return async (typeId, kindId) => {
    const same = type.value === typeId && kind.options.length > 1;
    type.value = typeId;
    if (!same) await update();
    kind.value = [...kind.options].some((one) => one.value === kindId) ? kindId : "";
    kind.dispatchEvent(new Event("change"));
  };
}

const told = (name, ...selects) =>
  selects.map((select) => select.selectedOptions[0]?.dataset[name] ?? "").filter(Boolean);

// What type and inventory entry ask for is shown; what was typed stays, should they change again.
export function ask(block, ...selects) {
  const update = () => {
    const asked = told("asks", ...selects).join(" ").split(" ");
    const fields = [...block.querySelectorAll("[data-asked]")];
    for (const field of fields) field.hidden = !asked.includes(field.dataset.asked);
    block.hidden = fields.every((field) => field.hidden);
  };
  for (const select of selects) select.addEventListener("change", update);
  update();
}

// The class follows the type until somebody chooses another one. Returns a way to begin anew.
export function preselect(choice, ...selects) {
  const usual = () => told("class", ...selects).pop() ?? choice.dataset.usual;
  let proposed = choice.value === "" ? "" : usual();
  const update = () => {
    if (choice.value !== proposed) return;
    proposed = selects[0].value ? usual() : "";
    choice.value = proposed;
  };
  for (const select of selects) select.addEventListener("change", update);
  update();
  return (value = "") => {
    choice.value = proposed = value;
    if (!value) update();
    else proposed = null;
  };
}

export function another() {
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
  return input;
}

export function today(button) {
  button.addEventListener("click", () => {
    const now = new Date();
    const local = new Date(now.getTime() - now.getTimezoneOffset() * 60000);
    document.getElementById(button.dataset.today).value = local.toISOString().slice(0, 10);
  });
}
