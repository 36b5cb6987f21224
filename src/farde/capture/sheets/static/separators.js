// Dossiers are suggested while one types; one more field comes without asking the server.

import { finder } from "../++plone++farde.dossier/finder.js";

const rows = () => document.querySelectorAll("#separators-dossiers .farde-finder");

function another() {
  const all = rows();
  const last = all[all.length - 1];
  const row = last.cloneNode(true);
  row.querySelector(".farde-field-error")?.remove();
  const [label, input, list] = row.children;
  input.id = label.htmlFor = `field-dossiers.${all.length}`;
  list.id = `separators-list-${all.length}`;
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-invalid", "false");
  input.classList.remove("is-invalid");
  input.value = "";
  list.replaceChildren();
  list.hidden = true;
  last.after(row);
  finder(input);
  input.focus();
}

for (const input of document.querySelectorAll("#separators-dossiers input")) finder(input);
document.getElementById("separators-more").addEventListener("click", (event) => {
  event.preventDefault();
  another();
});
document.getElementById("separators-errors")?.focus();
