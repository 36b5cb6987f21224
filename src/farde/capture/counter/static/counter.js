// The counter: suggests citizens, adds lines, and sends each file as soon as it is there.

import { finder } from "../++plone++farde.dossier/finder.js";

const form = document.getElementById("counter");
const said = document.getElementById("counter-said");
const pieces = document.getElementById("counter-pieces");

const post = async (address, body) => {
  const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
  const json = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (!answer.ok || !json) throw new Error(String(answer.status));
  return answer.json();
};

// By POST: what is typed is a name or a national number, and stands in no address.
const look = (input) => (words) => post(input.dataset.source, new URLSearchParams({ q: words }));

function withOrWithout(box) {
  const show = () => {
    form.querySelector("[data-with-dossier]").hidden = box.checked;
    form.querySelector("[data-without-dossier]").hidden = !box.checked;
  };
  box.addEventListener("change", show);
  show();
}

function shownFile(file) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = said.dataset.kept.replace("{0}", file.pages || 1);
  const drop = Object.assign(document.createElement("button"), {
    className: "btn btn-link", type: "submit", name: "drop", value: file.id, textContent: said.dataset.drop,
  });
  item.append(words, drop);
  return item;
}

function show(row, told) {
  const mine = told.files.filter((file) => file.row === Number(row.dataset.row));
  row.querySelector(".farde-piece-files").replaceChildren(...mine.map(shownFile));
  row.querySelector("[data-paper]").hidden = mine.length > 0;
  row.querySelectorAll(".farde-refused").forEach((one) => one.remove());
  for (const words of told.refused) {
    const wrong = Object.assign(document.createElement("p"), { className: "farde-refused", textContent: words });
    wrong.setAttribute("role", "alert");
    row.append(wrong);
  }
}

async function send(row, input) {
  const body = new FormData();
  for (const name of ["key", "_authenticator", "citizen", "without", "on", "kind"]) {
    const field = form.elements[name];
    if (field && (field.type !== "checkbox" || field.checked)) body.append(name, field.value ?? "");
  }
  body.append("step", "keep");
  for (const file of input.files) body.append(input.name, file);
  said.textContent = said.dataset.sending;
  row.classList.add("farde-sending");
  try {
    show(row, await post(form.action, body));
    input.value = "";
    said.textContent = "";
  } catch {
    // No network, or no session: the files stay chosen and go with the form.
    said.textContent = said.dataset.gone;
  } finally {
    row.classList.remove("farde-sending");
  }
}

// One after the other: two at once would write the same record.
let last = Promise.resolve();
let waiting = 0;
const sent = (input) => {
  if (input.files.length === 0) return;
  waiting += 1;
  last = last.then(() => send(input.closest(".farde-piece"), input)).finally(() => (waiting -= 1));
};

function more(event) {
  event.preventDefault();
  const rows = [...pieces.children];
  const number = rows.length;
  const row = rows[number - 1].cloneNode(true);
  row.dataset.row = number;
  row.classList.remove("farde-sending");
  for (const one of row.querySelectorAll("[name], [for]")) {
    for (const attribute of ["name", "id", "for"]) {
      const value = one.getAttribute(attribute);
      if (value) one.setAttribute(attribute, value.replace(/\.\d+$/, `.${number}`));
    }
    if (one.type === "file" || one.tagName === "SELECT") one.value = "";
    if (one.type === "number") one.value = "1";
  }
  row.querySelector(".farde-piece-files").replaceChildren();
  row.querySelector("[data-paper]").hidden = false;
  row.querySelectorAll(".farde-refused").forEach((one) => one.remove());
  pieces.append(row);
  form.elements.rows.value = number + 1;
  row.querySelector("select").focus();
}

const onToThePieces = () => pieces.querySelector("select").focus();

// A card is read faster than the finder answers: the person is read back before one goes on.
async function settle(input) {
  const words = input.value;
  if (!words.trim() || words.includes(" · ")) return onToThePieces();
  const hits = await look(input)(words).catch(() => null);
  if (input.value !== words) return;
  if (hits === null) return onToThePieces();
  document.getElementById("counter-nobody").hidden = hits.length > 0;
  // A name alone decides nothing: the list shows the year of birth, to be chosen from.
  if (hits.length !== 1 || !/\d/.test(words)) return;
  input.value = `${hits[0].number} · ${hits[0].name}`;
  onToThePieces();
}

const citizen = document.getElementById("field-citizen");
if (citizen) {
  finder(citizen, look(citizen));
  // A scanned card or a typed number ends with Enter: on to the pieces, not off with the form.
  citizen.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    settle(citizen);
  });
  // Whoever was chosen for other words is not meant any more.
  citizen.addEventListener("input", () => {
    document.getElementById("counter-nobody").hidden = true;
    form.querySelectorAll("[name=chosen]").forEach((one) => (one.checked = false));
  });
  withOrWithout(document.getElementById("field-without"));
}
pieces.addEventListener("change", (event) => event.target.type === "file" && sent(event.target));
document.getElementById("counter-more").addEventListener("click", more);
document.getElementById("counter-errors")?.focus();
form.addEventListener("submit", (event) => {
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  // Back from the receipt, the form can be sent again: it then leads to the same receipt.
  addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
  if (waiting === 0) return;
  event.preventDefault();
  const button = event.submitter;
  last.then(() => {
    delete form.dataset.sent;
    form.requestSubmit(button);
  });
});
