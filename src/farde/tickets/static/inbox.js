/* The inbox by keyboard: moves through the rows, opens documents beside them, sends the page's own
   forms without leaving the page, and follows what colleagues do. Without it all of that works too,
   a page at a time. */

const root = document.getElementById("farde-inbox");
const WIDE = window.matchMedia("(min-width: 1100px)");
const POLL_MS = 20_000;
const POLL_MAX_MS = 300_000;
const WINDOW = 200; // rows that an answer to the poll names at most

const words = JSON.parse(root.dataset.words);
const list = document.getElementById("inbox-list");
const pane = document.getElementById("inbox-document");
const news = document.getElementById("inbox-news");
const help = document.getElementById("inbox-help");
const saidBox = document.getElementById("inbox-said");

let current = null;
let opened = null;
let known = new Set();

const items = () => [...list.querySelectorAll(".farde-item")];
const fill = (text, given = {}) => text.replace(/\$\{(\w+)\}/g, (_all, name) => given[name]);

function say(text, refused = false) {
  saidBox.textContent = text;
  saidBox.classList.toggle("is-refused", refused);
}

/* -- the rows ------------------------------------------------------------------------------ */

// Rows, cells and their places, for who hears them; the list is a plain one without this script.
function enhance() {
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
  pane.hidden = !(WIDE.matches && items().length);
  countChosen();
}

function makeCurrent(item) {
  if (current) {
    current.classList.remove("is-current");
    current.tabIndex = -1;
  }
  current = item;
  if (!item) return;
  item.classList.add("is-current");
  item.tabIndex = 0;
}

function go(item) {
  if (!item) return;
  makeCurrent(item);
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function neighbour(item, step) {
  const all = items();
  return all[all.indexOf(item) + step];
}

function move(step) {
  if (!list.contains(document.activeElement)) return go(current ?? items()[0]);
  go(neighbour(current, step) ?? current);
}

/* -- the document beside the list ---------------------------------------------------------- */

function open(item) {
  if (!item?.dataset.document) return;
  if (!WIDE.matches) {
    window.location.assign(item.querySelector(".farde-what a").href);
    return;
  }
  opened?.classList.remove("is-open");
  opened = item;
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
    go(current);
  });
}

function closeDocument(text) {
  opened = null;
  const note = document.createElement("p");
  note.className = "farde-empty";
  note.textContent = text;
  pane.replaceChildren(note);
}

/* -- choosing several ---------------------------------------------------------------------- */

const tick = (item) => item.querySelector("input[name=uids][type=checkbox]");
const chosen = () => items().filter((item) => tick(item)?.checked);

function markChosen(item) {
  const on = tick(item)?.checked ?? false;
  item.classList.toggle("is-chosen", on);
  item.setAttribute("aria-selected", String(on));
}

function countChosen() {
  const bulk = document.getElementById("inbox-bulk");
  if (!bulk) return;
  const count = chosen().length;
  bulk.classList.toggle("has-chosen", count > 0);
  document.getElementById("inbox-chosen").textContent = fill(words.chosen, { count });
}

function choose(wanted, on) {
  for (const item of wanted) {
    if (!tick(item)) continue;
    tick(item).checked = on;
    markChosen(item);
  }
  countChosen();
  say(fill(words.chosen, { count: chosen().length }));
}

/* -- doing --------------------------------------------------------------------------------- */

async function ask(url, options = {}) {
  const answer = await fetch(url, {
    credentials: "same-origin",
    ...options,
    headers: { Accept: "application/json" },
  });
  // Whoever is signed out meanwhile is led to the login page.
  if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) throw new Error("lost");
  return answer.json();
}

async function send(form, button) {
  const data = new FormData(form, button);
  const inBulk = form.id === "inbox-bulk";
  button.disabled = true;
  try {
    // Not form.action: that is the button of this name.
    const answer = await ask(form.getAttribute("action"), { method: "POST", body: data });
    apply(answer, data.get("action"), inBulk);
  } catch {
    say(words.lost, true);
  } finally {
    button.disabled = false;
  }
}

function apply(result, action, inBulk) {
  showCounts(result.counts);
  for (const old of list.querySelectorAll(".farde-item-refused")) old.remove();
  for (const one of result.refused) refuse(one, inBulk);
  say(result.said, result.refused.length > 0);
  if (action === "take" && result.done.length) return refresh();
  const followed = opened !== null;
  const next = afterDone(new Set(result.done));
  for (const uid of result.done) known.delete(uid);
  list.querySelectorAll(".farde-items:empty").forEach((part) => part.closest("section").remove());
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
  const from = Math.max(0, all.indexOf(current));
  const later = [...all.slice(from), ...all.slice(0, from).reverse()];
  const next = later.find((item) => !done.has(item.dataset.uid));
  for (const item of all.filter((one) => done.has(one.dataset.uid))) {
    if (item === opened) closeDocument("");
    item.remove();
  }
  if (next && done.size) makeCurrent(next);
  return next;
}

function emptied() {
  current = null;
  closeDocument(words.empty);
  refresh();
}

function refuse({ uid, text }) {
  const item = document.getElementById(`row-${uid}`);
  if (!item) return;
  const place = document.createElement("p");
  place.className = "farde-item-refused";
  place.textContent = text;
  item.querySelector(".farde-item-facts").after(place);
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
  go(current);
}

/* -- following colleagues ------------------------------------------------------------------ */

function showCounts(counts) {
  const told = { mine: counts.total, overdue: counts.overdue };
  for (const [part, count] of Object.entries(told)) {
    const tab = root.querySelector(`[data-part="${part}"]`);
    let place = tab?.querySelector("b");
    if (tab && !place) tab.append((place = document.createElement("b")));
    if (place) place.textContent = count || "";
  }
  let badge = document.getElementById("farde-waiting");
  const room = document.getElementById("farde-nav-inbox");
  if (!badge && room && counts.total) {
    badge = document.createElement("span");
    badge.className = "farde-count";
    badge.id = "farde-waiting";
    badge.append("");
    room.append(badge);
  }
  if (!badge) return;
  badge.hidden = !counts.total;
  badge.firstChild.textContent = `${counts.total} `;
}

function notice(answer) {
  const rows = new Map(answer.rows);
  const fresh = [...rows.keys()].filter((uid) => !known.has(uid)).length;
  let moved = 0;
  for (const item of items()) {
    const state = rows.get(item.dataset.uid);
    if (state === item.dataset.state) continue;
    if (state === undefined && answer.rows.length >= WINDOW) continue;
    moved += 1;
    if (state === undefined) leave(item);
  }
  news.hidden = !fresh && !moved;
  const text = fresh ? fill(words.new, { count: fresh }) : fill(words.changed, { count: moved });
  if (news.hidden || news.dataset.text === text) return;
  news.dataset.text = text;
  news.textContent = `${text} · ${words.show}`;
  say(text);
}

function leave(item) {
  if (item.classList.contains("is-gone")) return;
  item.classList.add("is-gone");
  item.setAttribute("aria-disabled", "true");
  refuse({ uid: item.dataset.uid, text: words.gone });
}

function follow() {
  let pause = POLL_MS;
  let timer = 0;
  let before = "";

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await ask(root.dataset.poll);
      const now = JSON.stringify(answer);
      pause = now === before ? Math.min(pause * 1.5, POLL_MS * 4) : POLL_MS;
      before = now;
      showCounts(answer.counts);
      if (!known.size) remember(answer);
      notice(answer);
    } catch {
      pause = Math.min(pause * 2, POLL_MAX_MS);
    }
    again();
  }

  function again() {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, pause);
  }

  document.addEventListener("visibilitychange", () => {
    window.clearTimeout(timer);
    if (!document.hidden) look();
  });
  look();
}

// What is on the page, and, where it does not hold all, what lay on the next ones.
function remember(answer) {
  known = new Set(items().map((item) => item.dataset.uid));
  if (root.querySelector(".farde-pages-nav")) for (const [uid] of answer.rows) known.add(uid);
}

async function refresh() {
  const uid = current?.dataset.uid;
  const place = items().indexOf(current);
  const ticked = new Set(chosen().map((item) => item.dataset.uid));
  const inList = list.contains(document.activeElement) || document.activeElement === document.body;
  try {
    const answer = await fetch(window.location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.getElementById("inbox-list").childNodes);
  } catch {
    return say(words.lost, true);
  }
  for (const item of items()) if (ticked.has(item.dataset.uid)) tick(item).checked = true;
  enhance();
  reopened();
  known = new Set();
  news.hidden = true;
  const again = document.getElementById(`row-${uid}`) ?? items()[Math.max(0, place)] ?? items()[0];
  current = null;
  if (inList) go(again);
  else makeCurrent(again ?? null);
}

// The row of the document beside the list is another element after the list was fetched again.
function reopened() {
  if (!opened) return;
  opened = document.getElementById(opened.id);
  if (opened) opened.classList.add("is-open");
  else closeDocument("");
}

/* -- keys ---------------------------------------------------------------------------------- */

function typing(target) {
  if (target.isContentEditable || target.closest("select, textarea")) return true;
  return target.matches("input:not([type=checkbox])");
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => open(current),
  n: () => {
    go(neighbour(current, 1) ?? current);
    open(current);
  },
  d: () => done(current),
  t: () => current?.querySelector("button[value=take]")?.click(),
  x: () => current && choose([current], !tick(current).checked),
  X: () => choose(items(), chosen().length < items().length),
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

list.addEventListener("focusin", (event) => {
  const item = event.target.closest(".farde-item");
  if (item && item !== current) makeCurrent(item);
});

list.addEventListener("click", (event) => {
  const item = event.target.closest(".farde-item");
  if (!item) return;
  const link = event.target.closest(".farde-what a");
  if (link && WIDE.matches && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go(item);
    open(item);
  } else if (!event.target.closest("a, button, input, select, label, summary, form")) {
    go(item);
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

news.addEventListener("click", () => {
  say("");
  refresh();
});
document.getElementById("inbox-keys").addEventListener("click", () => help.showModal());
WIDE.addEventListener("change", () => {
  pane.hidden = !(WIDE.matches && items().length);
});

enhance();
makeCurrent(document.getElementById(window.location.hash.slice(1)) ?? items()[0] ?? null);
follow();
