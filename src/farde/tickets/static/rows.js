/* The rows of the inbox: the present one, the chosen ones, and the document beside them. */

import { fill, list, root, say, words } from "./talk.js";

const WIDE = window.matchMedia("(min-width: 1100px)");
const pane = document.getElementById("inbox-document");

/* The present row, and the row whose document stands beside the list. */
export const state = { current: null, opened: null };

export const items = () => [...list.querySelectorAll(".farde-item")];
export const isWide = () => WIDE.matches;

export function typing(target) {
  if (target.isContentEditable || target.closest("select, textarea")) return true;
  return target.matches("input:not([type=checkbox])");
}

// Rows, cells and their places, for who hears them; the list is a plain one without this script.
export function enhance() {
  for (const part of list.querySelectorAll(".farde-items")) {
    part.setAttribute("role", "grid");
    part.setAttribute("aria-labelledby", part.closest("section").getAttribute("aria-labelledby"));
    part.setAttribute("aria-multiselectable", "true");
  }
  for (const item of items()) {
    item.setAttribute("role", "row");
    item.tabIndex = -1;
    for (const cell of item.children) {
      if (!cell.hasAttribute("role")) cell.setAttribute("role", "gridcell");
    }
    markChosen(item);
  }
  if (!root.classList.contains("farde-js")) root.classList.add("farde-js");
  document.getElementById("inbox-keys").hidden = false;
  showPane();
  countChosen();
}

function showPane() {
  pane.hidden = !(WIDE.matches && items().length);
}

export function makeCurrent(item) {
  if (state.current) {
    state.current.classList.remove("is-current");
    state.current.tabIndex = -1;
  }
  state.current = item;
  if (!item) return;
  item.classList.add("is-current");
  item.tabIndex = 0;
}

export function go(item) {
  if (!item) return;
  makeCurrent(item);
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

export function neighbour(item, step) {
  const all = items();
  return all[all.indexOf(item) + step];
}

export function move(step) {
  if (!list.contains(document.activeElement)) return go(state.current ?? items()[0]);
  go(neighbour(state.current, step) ?? state.current);
}

export function refuse({ uid, text }) {
  const item = document.getElementById(`row-${uid}`);
  if (!item) return;
  const place = document.createElement("p");
  place.className = "farde-item-refused";
  place.textContent = text;
  item.querySelector(".farde-item-facts").after(place);
}

/* -- the document beside the list ---------------------------------------------------------- */

export function open(item) {
  if (!item?.dataset.document) return;
  if (!WIDE.matches) {
    window.location.assign(item.querySelector(".farde-what a").href);
    return;
  }
  state.opened?.classList.remove("is-open");
  state.opened = item;
  item.classList.add("is-open");
  const frame = document.createElement("iframe");
  frame.title = pane.getAttribute("aria-label");
  frame.src = `${item.dataset.document}/@@preview`;
  frame.addEventListener("load", () => listenInside(frame));
  pane.replaceChildren(frame);
  say(words.opened);
}

function listenInside(frame) {
  frame.contentDocument?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || typing(event.target)) return;
    event.preventDefault();
    go(state.current);
  });
}

export function closeDocument(text) {
  state.opened = null;
  const note = document.createElement("p");
  note.className = "farde-empty";
  note.textContent = text;
  pane.replaceChildren(note);
}

// The row of the document beside the list is another element after the list was fetched again.
export function reopened() {
  if (!state.opened) return;
  state.opened = document.getElementById(state.opened.id);
  if (state.opened) state.opened.classList.add("is-open");
  else closeDocument("");
}

/* -- choosing several ---------------------------------------------------------------------- */

export const tick = (item) => item.querySelector("input[name=uids][type=checkbox]");
export const chosen = () => items().filter((item) => tick(item)?.checked);

export function markChosen(item) {
  const on = tick(item)?.checked ?? false;
  item.classList.toggle("is-chosen", on);
  item.setAttribute("aria-selected", String(on));
}

export function countChosen() {
  const bulk = document.getElementById("inbox-bulk");
  if (!bulk) return;
  const count = chosen().length;
  bulk.classList.toggle("has-chosen", count > 0);
  document.getElementById("inbox-chosen").textContent = fill(words.chosen, { count });
}

export function choose(wanted, on) {
  for (const item of wanted) {
    if (!tick(item)) continue;
    tick(item).checked = on;
    markChosen(item);
  }
  countChosen();
  say(fill(words.chosen, { count: chosen().length }));
}

WIDE.addEventListener("change", showPane);
