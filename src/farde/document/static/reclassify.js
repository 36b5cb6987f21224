// The page of reclassifying: the inventory follows the type, and so do the fields it asks for.

const type = document.getElementById("field-document_type");
const kind = document.getElementById("field-document_kind");

function narrow() {
  const groups = [...kind.querySelectorAll("optgroup")];
  for (const group of groups) {
    const fits = group.dataset.type === type.value;
    group.hidden = group.disabled = !fits;
    if (!fits && group.contains(kind.selectedOptions[0])) kind.value = "";
  }
  kind.disabled = !groups.some((group) => !group.hidden);
}

function ask(block) {
  const fields = [...block.querySelectorAll("[data-asking]")];
  for (const field of fields) {
    field.hidden = !field.dataset.asking.split(" ").includes(type.value);
  }
  block.hidden = fields.every((field) => field.hidden);
}

if (type) {
  const block = document.querySelector(".farde-asked");
  const follow = () => {
    narrow();
    ask(block);
  };
  type.addEventListener("change", follow);
  follow();
}
(document.querySelector("[aria-invalid=true]") ?? document.querySelector("#reclassify-check .btn-primary"))?.focus();
