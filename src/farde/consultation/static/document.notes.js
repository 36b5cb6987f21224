/* Notes on the pages: their marks in the viewer, the way from a mark to the list and back, and a
   click on a page that says where a new note stands. The form works without all this. */
window.fardeNotes = (function () {
  "use strict";

  const NEW = { id: "", number: "+" };
  let marks = [];
  let noteWord = "";
  const form = document.getElementById("page-note-form");
  const details = document.querySelector(".farde-page-note-new");
  const field = (name) => form.elements.namedItem(name);

  /* -- marks ------------------------------------------------------------------------------- */

  function markOf(note) {
    const mark = document.createElement(note.id ? "a" : "span");
    mark.className = note.id ? "farde-note-mark" : "farde-note-mark is-new";
    mark.textContent = note.number;
    mark.style.left = `${100 * note.x}%`;
    mark.style.top = `${100 * note.y}%`;
    if (note.id) {
      mark.href = `#note-${note.id}`;
      mark.title = note.words;
      mark.setAttribute("aria-label", `${noteWord} ${note.number} : ${note.words}`);
      mark.addEventListener("click", (event) => {
        event.preventDefault();
        const told = document.getElementById(`note-${note.id}`);
        told.scrollIntoView({ block: "nearest" });
        told.focus();
      });
    }
    return mark;
  }

  function placed() {
    const [page, x, y] = ["page", "x", "y"].map((name) => Number(field(name).value));
    return { ...NEW, page, x: x / 100, y: y / 100 };
  }

  function draw(page) {
    let layer = page.pageEl[0].querySelector(".farde-note-layer");
    if (!layer) {
      layer = document.createElement("div");
      layer.className = "farde-note-layer";
      layer.addEventListener("click", (event) => place(page, layer, event));
      page.pageEl[0].append(layer);
    }
    window.fardeTurning.lay(page, layer);
    const shown = details.open ? [...marks, placed()] : marks;
    const state = JSON.stringify([page.index, shown]);
    if (layer.dataset.shown === state) return;
    layer.dataset.shown = state;
    layer.replaceChildren(...shown.filter((one) => one.page === page.index + 1).map(markOf));
  }

  function install(DV, box, words) {
    noteWord = words.note;
    marks = JSON.parse(box.dataset.notes);
    const size = DV.Page.prototype.sizeImage;
    DV.Page.prototype.sizeImage = function () {
      size.call(this);
      draw(this);
    };
  }

  /* -- a new note -------------------------------------------------------------------------- */

  function place(page, layer, event) {
    if (!details.open || event.target !== layer) return;
    field("page").value = page.index + 1;
    field("x").value = Math.round((100 * event.offsetX) / layer.offsetWidth);
    field("y").value = Math.round((100 * event.offsetY) / layer.offsetHeight);
    draw(page);
    field("words").focus({ preventScroll: true });
  }

  function redraw(viewer) {
    for (const page of Object.values(viewer.pageSet.pages)) draw(page);
  }

  function show(viewer, note) {
    viewer.open("ViewDocument");
    const height = viewer.models.pages.getPageHeight(note.page - 1);
    viewer.helpers.jump(note.page - 1, Math.max(0, note.y * height - 80), true);
    window.setTimeout(() => {
      viewer.$(`.farde-note-mark[href="#note-${note.id}"]`)[0]?.focus({ preventScroll: true });
    }, 300);
  }

  function start(viewer, box) {
    form.querySelector(".farde-page-note-click").hidden = false;
    redraw(viewer);
    details.addEventListener("toggle", () => {
      box.classList.toggle("farde-placing", details.open);
      if (details.open && !field("words").value) {
        field("page").value = viewer.models.document.currentPage();
      }
      redraw(viewer);
      if (details.open) field("words").focus();
    });
    form.addEventListener("input", () => redraw(viewer));
    for (const link of document.querySelectorAll(".farde-page-note-show")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        show(viewer, marks.find((one) => one.id === link.dataset.note));
      });
    }
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyN") return;
      event.preventDefault();
      details.open = true;
      field("words").focus();
    });
    keepWords();
  }

  // Whoever leaves in the middle of a note is asked first.
  function keepWords() {
    let sent = false;
    form.addEventListener("submit", () => (sent = true));
    window.addEventListener("beforeunload", (event) => {
      if (!sent && field("words").value.trim()) event.preventDefault();
    });
  }

  return { install, start };
})();
