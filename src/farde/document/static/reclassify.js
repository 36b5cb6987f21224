// The page of reclassifying: the inventory follows the type, and so do the fields they ask for.

const type = document.getElementById("field-document_type");
const kind = document.getElementById("field-document_kind");

function option(term) {
  const made = new Option(term.title, term.id);
  made.dataset.asks = term.asks;
  return made;
}

// The page carries the inventory of one type; that of another is fetched when it is chosen.
async function narrow() {
  const asked = type.value;
  kind.disabled = true;
  let terms = [];
  try {
    const address = `${kind.dataset.source}?type=${encodeURIComponent(asked)}`;
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.ok) terms = await answer.json();
  } catch {
    // Corrected without an entry: nobody waits for it.
  }
  if (type.value !== asked) return;
  kind.replaceChildren(kind.options[0], ...terms.map(option));
  kind.value = "";
  kind.disabled = terms.length === 0;
  ask();
}

function ask() {
  const block = document.querySelector(".farde-asked");
  if (!block) return;
  const asked = [type, kind].map((one) => one.selectedOptions[0]?.dataset.asks ?? "").join(" ").split(" ");
  const fields = [...block.querySelectorAll("[data-asked]")];
  for (const field of fields) field.hidden = !asked.includes(field.dataset.asked);
  block.hidden = fields.every((field) => field.hidden);
}

if (type) {
  type.addEventListener("change", narrow);
  kind.addEventListener("change", ask);
  kind.disabled = kind.options.length === 1;
  ask();
  // A browser that comes back to the page may have kept the choice of another type.
  if (type.value !== kind.dataset.type) narrow();
}
(document.querySelector("[aria-invalid=true]") ?? document.querySelector("#reclassify-check .btn-primary"))?.focus();
