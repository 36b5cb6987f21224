/* The inbox by keyboard: moves through the rows, opens documents beside them, sends the page's own
   forms without leaving the page, and follows what colleagues do. Without it all of that works too,
   a page at a time. */

import { follow, overtake, refresh } from "./following.js";
import {
  choose,
  chosen,
  closeDocument,
  countChosen,
  enhance,
  go,
  isWide,
  items,
  makeCurrent,
  markChosen,
  move,
  neighbour,
  open,
  refuse,
  state,
  tick,
  typing,
} from "./rows.js";
import { ask, list, root, say, sayLost, showCounts, words } from "./talk.js";

const help = document.getElementById("inbox-help");

/* -- doing --------------------------------------------------------------------------------- */

async function send(form, button) {
  const data = new FormData(form, button);
  const inBulk = form.id === "inbox-bulk";
  button.disabled = true;
  try {
    // Not form.action: that is the button of this name.
    const answer = await ask(form.getAttribute("action"), { method: "POST", body: data });
    apply(answer, data.get("action"), inBulk);
  } catch (problem) {
    sayLost(problem);
  } finally {
    button.disabled = false;
  }
}

function apply(result, action, inBulk) {
  overtake();
  showCounts(result.counts);
  for (const old of list.querySelectorAll(".farde-item-refused")) old.remove();
  for (const one of result.refused) refuse(one);
  say(result.said, result.refused.length > 0);
  if (action === "take" && result.done.length) return refresh();
  const followed = state.opened !== null;
  const next = afterDone(new Set(result.done));
  for (const part of list.querySelectorAll(".farde-inbox-part")) {
    if (!part.querySelector(".farde-item")) part.remove();
  }
  countChosen();
  if (!items().length) return emptied();
  if (result.done.length && next) {
    go(next);
    if (followed) open(next);
    say(result.said);
  } else if (result.refused.length && !inBulk) {
    focusField(result.refused[0]);
  }
}

// The row to go on with; the rows that are done leave.
function afterDone(done) {
  const all = items();
  const from = Math.max(0, all.indexOf(state.current));
  const later = [...all.slice(from), ...all.slice(0, from).reverse()];
  const next = later.find((item) => !done.has(item.dataset.uid));
  for (const item of all.filter((one) => done.has(one.dataset.uid))) {
    if (item === state.opened) closeDocument("");
    item.remove();
  }
  if (next && done.size) makeCurrent(next);
  return next;
}

function emptied() {
  state.current = null;
  closeDocument(words.empty);
  refresh();
}

function focusField({ uid, field }) {
  const item = document.getElementById(`row-${uid}`);
  const place = field && item?.querySelector(`details[open] [name="${CSS.escape(field)}"]`);
  (place || item)?.focus();
}

function done(item) {
  if (chosen().length) return document.getElementById("inbox-bulk-outcome").focus();
  if (!item) return;
  if (item.dataset.kind === "signal") return item.querySelector("button[value=read]")?.click();
  const place = item.querySelector("details[data-opens=finish]");
  if (!place) return;
  place.open = true;
  place.querySelector("input[name=outcome]").focus();
}

function back(event) {
  const place = event.target.closest("details");
  if (place && list.contains(place)) place.open = false;
  go(state.current);
}

/* -- keys ---------------------------------------------------------------------------------- */

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => open(state.current),
  n: () => {
    go(neighbour(state.current, 1) ?? state.current);
    open(state.current);
  },
  d: () => done(state.current),
  t: () => state.current?.querySelector("button[value=take]")?.click(),
  x: () => state.current && choose([state.current], !tick(state.current)?.checked),
  X: () => choose(items(), chosen().length < items().filter(tick).length),
  "/": () => {
    root.querySelector(".farde-filter").open = true;
    document.getElementById("inbox-q").focus();
  },
  "?": () => help.showModal(),
};
// These mean something else outside the rows.
const KEYS_ON_ROWS = {
  ArrowDown: KEYS.j,
  ArrowUp: KEYS.k,
  Home: () => go(items()[0]),
  End: () => go(items().at(-1)),
  Enter: KEYS.o,
  " ": KEYS.x,
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape" && root.contains(event.target)) return back(event);
  if (typing(event.target)) return;
  const onRow = event.target.classList.contains("farde-item");
  const act = KEYS[event.key] ?? (onRow ? KEYS_ON_ROWS[event.key] : undefined);
  if (!act) return;
  event.preventDefault();
  act();
});

/* -- mouse and touch ----------------------------------------------------------------------- */

// The present row is taller than the others: none moves from under a finger that is still down.
let pressed = false;
document.addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["click", "pointercancel", "keydown"]) {
  document.addEventListener(end, () => (pressed = false), true);
}

list.addEventListener("focusin", (event) => {
  if (pressed) return;
  const item = event.target.closest(".farde-item");
  if (item && item !== state.current) makeCurrent(item);
});

list.addEventListener("click", (event) => {
  const item = event.target.closest(".farde-item");
  if (!item) return;
  const link = event.target.closest(".farde-what a");
  if (link && isWide() && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go(item);
    open(item);
  } else if (!event.target.closest("a, button, input, select, label, summary, form")) {
    go(item);
  } else if (item !== state.current) {
    makeCurrent(item);
  }
});

list.addEventListener("change", (event) => {
  if (event.target.name !== "uids") return;
  markChosen(event.target.closest(".farde-item"));
  countChosen();
});

// One form open at a time.
list.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.open) return;
    for (const other of list.querySelectorAll("details[open]")) {
      if (other !== event.target) other.open = false;
    }
  },
  true
);

list.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  event.preventDefault();
  send(event.target, event.submitter ?? event.target.querySelector("[name=action]"));
});

document.getElementById("inbox-keys").addEventListener("click", () => help.showModal());
enhance();
makeCurrent(document.getElementById(window.location.hash.slice(1)) ?? items()[0] ?? null);
follow();
