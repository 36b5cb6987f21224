// The review desk: queue, pages, picture and form of one deposit, held together.

import { Reasons, openHelp } from "./dialogs.js";
import { Form } from "./form.js";
import { listen } from "./keys.js";
import { aside, counts, done, openParts, pageOf, partOf } from "./plan.js";
import { Queue } from "./queue.js";
import { call, Sender } from "./service.js";
import { Sheets } from "./sheets.js";
import { Viewer, prefetch } from "./viewer.js";
import { Ways } from "./ways.js";
import { say, some, word } from "./words.js";

const RENEW = 60000; // ms
const ASK_AGAIN = 2500; // ms, while a deposit is being prepared
const $ = (id) => document.getElementById(id);
const root = document.querySelector(".farde-desk");
const site = root.dataset.site;

let batch = null;
let plan = null;
let sender = null;
let filing = false;
let asking;
const received = {};

const form = new Form($("desk-form"), { onTyped: keepTyped, onRefused: draftRefused });
const viewer = new Viewer($("desk-view"));
const queue = new Queue($("desk-queue"), { onOpen: open });
const reasons = new Reasons($("desk-reasons"));
const sheets = new Sheets($("desk-sheets"), { onFocus: look, onStep: act, onEnter: () => actions.enter() });
const ways = new Ways($("desk-ways"), $("desk-why"), { onDecide: decide, about: () => sheets.about.filter((leaf) => !aside(plan, leaf)) });

// -- what is shown

function take(told, { keepPlace = false } = {}) {
  const same = batch?.id === told.id;
  batch = told;
  plan = { parts: told.parts, discarded: told.discarded };
  if (!same) sender = new Sender({ url: told["@id"], version: told.version, onTold: confirmed, onRefused: refused });
  sender.version = told.version;
  show();
  if (!same || !keepPlace) begin();
  look();
  queue.current(told.id);
  history.replaceState(null, "", address(told.id));
  clearTimeout(asking);
  if (told.waits) asking = setTimeout(reload, ASK_AGAIN);
}

function begin() {
  sheets.chosen.clear();
  // What waits for a colleague is not stood on first.
  const open = openParts(plan);
  const first = (open.find((part) => !part.handed) ?? open[0])?.pages[0].leaf ?? sheets.order[0];
  if (first) sheets.stand(first, { steal: root.dataset.pane !== "form" && !typingElsewhere() });
  prefetch((batch.next?.pictures ?? []));
}

const typingElsewhere = () => document.activeElement?.closest?.("dialog, #desk-queue form, header");

function show() {
  root.classList.toggle("is-readonly", batch.readonly);
  root.classList.toggle("is-empty", false);
  $("desk-title").textContent = batch.title;
  $("desk-about").textContent = batch.about;
  $("desk-notice").hidden = !batch.notice;
  $("desk-notice-text").textContent = batch.notice ?? "";
  $("desk-whole").hidden = !batch.whole;
  $("desk-whole").href = batch.whole ?? "";
  $("desk-take-over").hidden = !batch.held;
  $("desk-earlier").hidden = !batch.earlier?.length;
  $("desk-earlier-text").textContent = (batch.earlier ?? []).join(" ");
  const { in: all, kept, out } = counts(plan);
  $("desk-balance").textContent = all
    ? word("balance", { pages: some("pages", all), kept: some("kept", kept), out: some("out", out) })
    : "";
  $("desk-finish").hidden = batch.readonly || openParts(plan).length > 0 || !plan.discarded.length;
  for (const button of root.querySelectorAll("[data-act]:not([data-act=help])")) button.disabled = batch.readonly;
  root.querySelector("[data-act=undo]").disabled ||= !batch.undo;
  root.querySelector("[data-act=redo]").disabled ||= !batch.redo;
  ways.show(batch);
  sheets.show(batch, plan);
}

function look() {
  const leaf = sheets.focus;
  const page = leaf ? pageOf(plan, leaf) : null;
  viewer.show(batch["@id"], leaf, page?.turn ?? 0, page ? word("page", { number: batch.pages[leaf]?.name ?? leaf }) : "");
  const part = sheets.current();
  const told = part && proposed(batch.forms[part.id] ?? { values: batch.start, suggestions: [] });
  $("desk-part").textContent = part ? partTitle(part) : "";
  form.show(batch["@id"], part, told, batch.readonly);
  const next = sheets.order[sheets.order.indexOf(leaf) + 1];
  if (next) prefetch([`${batch["@id"]}/@@capture-page/${next}/large`]);
}

// The papers of one deposit came on one day: said once, it is proposed for the next.
function proposed(told) {
  const day = told.values.received_on || received[batch.id] || "";
  return { ...told, values: { ...told.values, received_on: day } };
}

function partTitle(part) {
  const facts = { number: plan.parts.indexOf(part) + 1, all: plan.parts.length };
  return `${word("part_of", facts)} · ${some("pages", part.pages.length)}`;
}

function keepTyped(part, values) {
  const type = $("field-document_type").selectedOptions[0];
  const title = [values.dossier.split(" ")[0], values.document_type && type?.text].filter(Boolean).join(" · ");
  batch.forms[part] = { ...batch.forms[part], values, title };
  sheets.show(batch, plan);
}

// -- what is done

function act(step) {
  if (batch.readonly) return say(word("readonly"), "bad");
  const before = partOf(plan, step.leaf ?? step.leaves[0]);
  if (before?.closed) return say(word("closed"), "bad");
  plan = done(plan, step);
  batch.undo = (batch.undo ?? 0) + 1;
  batch.redo = 0;
  show();
  look();
  say(told(step));
  sender.send(step);
}

function told(step) {
  const count = step.leaves?.length ?? 1;
  if (step.verb === "discard") return some("said_discard", count, { reason: word(`reason_${step.reason}`) });
  if (step.verb === "cut") return word("said_cut", { number: batch.pages[step.leaf]?.name });
  return some(`said_${step.verb}`, count);
}

function confirmed(told) {
  const typed = batch.forms;
  for (const [id, one] of Object.entries(told.forms)) if (typed[id]) one.values = typed[id].values;
  take(told, { keepPlace: true });
}

async function refused(problem) {
  say(problem.type === "StalePlan" ? word("stale") : wrong(problem), "bad");
  await reload();
}

// What was typed stays in the fields; only who has lost the deposit is shown so.
function draftRefused(problem) {
  if (problem.type === "HeldByColleague") refused(problem);
  else say(wrong(problem), "bad");
}

const wrong = (problem) => (problem.status === 401 ? word("signed_out") : problem.text ?? word("lost"));

async function reload() {
  const told = await call("GET", `${batch["@id"]}/@parts`).catch(() => null);
  if (told) take(told, { keepPlace: true });
}

async function open(id, options = {}) {
  await form.flush();
  try {
    take(await call("POST", `${site}/capture/${id}/@lease`, { leave: batch?.id === id ? "" : batch?.id, ...options }));
    pane("pages");
  } catch (problem) {
    say(wrong(problem), "bad");
    queue.refresh();
  }
}

async function file() {
  if (filing || !batch || batch.readonly) return;
  filing = true;
  root.classList.add("is-busy");
  const started = performance.now();
  try {
    await form.flush();
    await sender.settled();
    const part = sheets.current();
    if (openParts(plan).length && (!part || part.closed)) return say(word("closed"), "bad");
    const answer = await call("POST", `${batch["@id"]}/@file`, filingOf(part));
    root.dataset.took = Math.round(performance.now() - started);
    form.forget();
    went(answer);
  } catch (problem) {
    await mend(problem);
  } finally {
    filing = false;
    root.classList.remove("is-busy");
  }
}

function filingOf(part) {
  const next = { version: sender.version, next: queue.root.dataset.filters };
  if (!openParts(plan).length) return { ...next, finish: true };
  const { also, ...values } = form.values();
  received[batch.id] = values.received_on;
  return { ...next, part: part.id, ...values, dossiers: also };
}

async function decide(decision) {
  await form.flush();
  await sender.settled();
  went(await call("POST", `${batch["@id"]}/@decide`, { ...decision, version: sender.version, next: queue.root.dataset.filters }));
}

function went({ said, desk }) {
  const left = batch.id;
  if (desk?.id !== left) queue.drop(left);
  if (desk) take(desk);
  else empty();
  say(said);
  if (desk) pane("pages");
}

async function mend(problem) {
  if (problem.type === "StalePlan") await reload();
  const rest = form.blame(problem.errors ?? []);
  const atFields = rest.length < (problem.errors ?? []).length;
  const said = rest.map((one) => `${one.message} ${one.remedy}`).join(" ");
  say(said || (atFields ? word("to_complete") : wrong(problem) || word("lost")), "bad");
  if (atFields) pane("form");
}

function empty() {
  batch = null;
  root.classList.add("is-empty");
  history.replaceState(null, "", address(""));
  queue.refresh();
}

function address(id) {
  const query = new URLSearchParams(location.search);
  if (id) query.set("batch", id);
  else query.delete("batch");
  return `${location.pathname}?${query}`;
}

function pane(name) {
  root.dataset.pane = name;
  for (const button of root.querySelectorAll("[data-go]")) {
    if (button.dataset.go === name) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  }
}

// -- by name, for keys and buttons

const actions = {
  file,
  help: openHelp,
  cut() {
    const part = partOf(plan, sheets.focus);
    if (!part || part.pages[0].leaf === sheets.focus) return say(word("nothing_to_cut"), "bad");
    act({ verb: "cut", leaf: sheets.focus });
  },
  merge() {
    const parts = new Set(sheets.about.map((leaf) => partOf(plan, leaf)).filter(Boolean));
    const here = sheets.current();
    const before = plan.parts[plan.parts.indexOf(here) - 1];
    const joined = parts.size > 1 ? [...parts] : [before, here];
    if (joined.some((part) => !part || part.closed)) return say(word("nothing_to_merge"), "bad");
    act({ verb: "merge", leaves: joined.map((part) => part.pages[0].leaf) });
  },
  apart: () => act({ verb: "apart", leaves: sheets.about }),
  turn: () => act({ verb: "turn", leaves: sheets.about, degrees: 90 }),
  turnBack: () => act({ verb: "turn", leaves: sheets.about, degrees: -90 }),
  discard() {
    const leaves = sheets.about.filter((leaf) => !aside(plan, leaf));
    if (!leaves.length || batch.readonly) return say(word("nothing_to_discard"), "bad");
    const usual = batch.pages[leaves[0]]?.proposed ?? "other";
    reasons.ask(usual, (reason, note) => act({ verb: "discard", leaves, reason, note }));
  },
  restore() {
    const leaves = sheets.about.filter((leaf) => aside(plan, leaf));
    if (!leaves.length) return say(word("nothing_to_restore"), "bad");
    act({ verb: "restore", leaves });
  },
  shift(step) {
    const order = sheets.order.filter((leaf) => !aside(plan, leaf));
    const leaves = sheets.about.filter((leaf) => !aside(plan, leaf));
    const edge = step > 0 ? leaves.at(-1) : leaves[0];
    const leaf = order[order.indexOf(edge) + step];
    // Into another document at its near end, within the same one past the neighbour.
    const within = partOf(plan, leaf) === partOf(plan, edge);
    if (leaves.length && leaf) act({ verb: "move", leaves, leaf, after: within === step > 0 });
  },
  rescan: () => ways.begin("rescan"),
  undo: () => back("undo"),
  redo: () => back("redo"),
  choose: () => sheets.stand(sheets.focus, { add: true }),
  chooseAll: () => sheets.chooseAll(sheets.current()?.pages.map((page) => page.leaf) ?? []),
  enter() {
    pane("form");
    form.enter();
  },
  leave() {
    pane("pages");
    sheets.stand(sheets.focus);
  },
  async take(number) {
    const text = await form.take(number);
    if (text) say(text);
  },
  nextPart: () => toPart(1),
  previousPart: () => toPart(-1),
  next() {
    const id = queue.after(batch?.id);
    if (id) open(id);
    else say(word("no_next"));
  },
  closer: () => viewer.closer("in"),
  farther: () => viewer.closer("out"),
  fit: () => viewer.closer("fit"),
};

function toPart(step) {
  const part = plan.parts[plan.parts.indexOf(sheets.current()) + step];
  if (part) sheets.stand(part.pages[0].leaf);
}

function back(verb) {
  if (batch.readonly || !batch[verb]) return say(word(`nothing_to_${verb}`), "bad");
  say(word(`said_${verb}`));
  sender.send({ verb });
}

// -- comings and goings

async function renew() {
  if (!batch || batch.readonly || document.hidden) return;
  const answer = await call("POST", `${batch["@id"]}/@lease`, { renew: true }).catch(() => null);
  if (answer?.held) {
    say(answer.held, "bad");
    reload();
  }
}

function leave() {
  form.flush(true);
  if (batch && !batch.readonly) call("DELETE", `${batch["@id"]}/@lease`, undefined, { keepalive: true }).catch(() => {});
}

root.classList.add("farde-js");
root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act], [data-go]");
  if (button?.dataset.act) actions[button.dataset.act]();
  if (button?.dataset.go) pane(button.dataset.go);
});
form.root.addEventListener("submit", (event) => {
  event.preventDefault();
  file();
});
root.querySelector(".farde-desk-filters").addEventListener("change", (event) => event.target.form.submit());
$("desk-take-over").addEventListener("click", () => open(batch.id, { take: true }));
listen(root, sheets, actions);
setInterval(renew, RENEW);
addEventListener("pagehide", leave);
pane("pages");
const started = JSON.parse($("desk-state").textContent);
if (started) open(started);
else root.classList.add("is-empty");
