// An inventory entry is dragged onto another type; why is asked, and the move is proposed.

export function moving({ tree, items, labelOf, parentOf }) {
  const dialog = document.getElementById("thesaurus-move");
  const form = dialog.querySelector("form");
  const say = (role, text) => (dialog.querySelector(`[data-role=${role}]`).textContent = text);
  let moved = null;

  const typeAt = (target) => {
    const type = target.closest("li[data-level=DocumentType]");
    return type && type !== parentOf(moved) ? type : null;
  };
  const unmark = () => tree.querySelector(".is-target")?.classList.remove("is-target");

  function ask(type) {
    form.action = `${labelOf(moved).href}/@@propose`;
    form.elements.parent.value = type.dataset.slug;
    say("term", labelOf(moved).textContent);
    say("from", labelOf(parentOf(moved)).textContent);
    say("to", labelOf(type).textContent);
    dialog.showModal();
    form.elements.why.focus();
  }

  const movable = "li[data-level=DocumentKind][data-active]";
  for (const item of items) item.querySelector(".farde-tree-row").draggable = item.matches(movable);
  tree.addEventListener("dragstart", (event) => {
    moved = event.target.closest(movable);
    if (!moved) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", labelOf(moved).textContent);
  });
  tree.addEventListener("dragover", (event) => {
    unmark();
    const type = moved && typeAt(event.target);
    if (!type) return;
    event.preventDefault();
    type.classList.add("is-target");
  });
  tree.addEventListener("drop", (event) => {
    const type = moved && typeAt(event.target);
    unmark();
    if (!type) return;
    event.preventDefault();
    ask(type);
  });
  tree.addEventListener("dragend", unmark);
  dialog.querySelector("[data-role=cancel]").addEventListener("click", () => dialog.close());
}
