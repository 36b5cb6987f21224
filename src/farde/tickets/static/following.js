/* Following what colleagues do: looks now and then, says what is new, and moves nothing by itself. */

import {
  chosen,
  enhance,
  go,
  items,
  makeCurrent,
  refuse,
  reopened,
  state,
  tick,
  typing,
} from "./rows.js";
import {
  ask,
  fill,
  isSignedOut,
  list,
  reached,
  root,
  say,
  sayLost,
  showCounts,
  words,
} from "./talk.js";

const POLL_MS = 20_000;
const POLL_MAX_MS = 300_000;

const news = document.getElementById("inbox-news");
let known = new Set();
let turn = 0;

function notice(answer) {
  const rows = new Map(answer.rows);
  const fresh = [...rows.keys()].filter((uid) => !known.has(uid)).length;
  let moved = 0;
  for (const item of items()) {
    const now = rows.get(item.dataset.uid);
    if (now === item.dataset.state) continue;
    if (now === undefined && answer.more) continue;
    moved += 1;
    if (now === undefined) leave(item);
  }
  news.hidden = !fresh && !moved;
  const text = fresh ? fill(words.new, { count: fresh }) : fill(words.changed, { count: moved });
  if (news.hidden || news.dataset.text === text) return;
  news.dataset.text = text;
  news.textContent = words.show;
  say(text);
}

function leave(item) {
  if (item.classList.contains("is-gone")) return;
  item.classList.add("is-gone");
  item.setAttribute("aria-disabled", "true");
  refuse({ uid: item.dataset.uid, text: words.gone });
}

export function follow() {
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
    } catch (problem) {
      if (isSignedOut(problem)) sayLost(problem);
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

// What is on the page, and, where it does not hold all, what lay on the others.
function remember(answer) {
  known = new Set(items().map((item) => item.dataset.uid));
  if (root.querySelector(".farde-pages-nav")) for (const [uid] of answer.rows) known.add(uid);
}

// What is being written stays, though its field is another element after the list was fetched.
function written() {
  const fields = [...list.querySelectorAll("[id][name]:not([type=checkbox])")];
  return fields
    .map((field) => ({ id: field.id, value: field.value, open: field.closest("details")?.open }))
    .filter(({ value, open }) => value || open);
}

function writeAgain(fields) {
  for (const { id, value, open } of fields) {
    const field = document.getElementById(id);
    if (!field) continue;
    field.value = value;
    if (open) field.closest("details").open = true;
  }
}

/* Something was done on this page: a list that was asked for before is older than it. */
export function overtake() {
  turn += 1;
}

export async function refresh() {
  const asked = turn;
  try {
    const answer = reached(await fetch(window.location.href, { credentials: "same-origin" }));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (asked !== turn) return refresh();
    replace(page);
  } catch (problem) {
    sayLost(problem);
  }
}

function replace(page) {
  const active = document.activeElement;
  const inList = list.contains(active) || active === document.body;
  const uid = state.current?.dataset.uid;
  const place = items().indexOf(state.current);
  const ticked = new Set(chosen().map((item) => item.dataset.uid));
  const fields = written();
  list.replaceChildren(...page.getElementById(list.id).childNodes);
  // The page may be another one than before, where that is no more.
  root.dataset.poll = page.getElementById(root.id).dataset.poll;
  for (const item of items()) if (ticked.has(item.dataset.uid)) tick(item).checked = true;
  enhance();
  reopened();
  writeAgain(fields);
  known = new Set();
  news.hidden = true;
  const again = document.getElementById(`row-${uid}`) ?? items()[Math.max(0, place)] ?? items()[0];
  state.current = null;
  makeCurrent(again ?? null);
  // Whoever is writing writes on: letters must not reach the rows, where they are commands.
  const field = inList && typing(active) ? document.getElementById(active.id) : null;
  if (field) field.focus();
  else if (inList) go(again);
}

news.addEventListener("click", () => {
  say("");
  refresh();
});
