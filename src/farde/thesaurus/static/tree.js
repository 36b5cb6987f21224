// The tree of the thesaurus: opened and closed, walked through by keys, filtered and moved in.

import { filtering } from "./filter.js";
import { moving } from "./move.js";

//: A tree of more terms than fit on a screen or two starts with its types closed.
const SMALL = 80;

const tree = document.getElementById("thesaurus-tree");
const tools = document.getElementById("thesaurus-tools");
const items = [...tree.querySelectorAll("li")];
const groupOf = (item) => item.querySelector(":scope > ul");
const labelOf = (item) => item.querySelector(".farde-tree-label");
const parentOf = (item) => item.parentElement.closest("li");
const isOpen = (item) => item.getAttribute("aria-expanded") === "true";

function open(item, wanted) {
  if (!groupOf(item)) return;
  item.setAttribute("aria-expanded", String(wanted));
}

function visible() {
  const closed = (item) => {
    const parent = parentOf(item);
    return parent && (!isOpen(parent) || closed(parent));
  };
  return items.filter((item) => !item.hidden && !closed(item));
}

// What can be proposed from the tree, put into a row when somebody comes to it.
function equip(item) {
  const row = item?.querySelector(":scope > .farde-tree-row");
  if (!tools || !item.dataset.active || row.querySelector(".farde-edit")) return;
  const action = item.dataset.level === "DocumentKind" ? "move" : "create";
  const tool = tools.content.querySelector(`[data-action=${action}]`).cloneNode(true);
  tool.href = `${labelOf(item).href}/@@propose?action=${action}`;
  tool.setAttribute("aria-label", `${tool.textContent} ${labelOf(item).textContent}`);
  tool.tabIndex = -1;
  row.append(tool);
}

function rove(item) {
  equip(item);
  for (const other of tree.querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
  item.tabIndex = 0;
  for (const tool of item.querySelectorAll(":scope > .farde-tree-row .farde-edit")) tool.tabIndex = 0;
}

function goTo(item) {
  if (!item) return;
  rove(item);
  item.focus();
  item.querySelector(".farde-tree-row").scrollIntoView({ block: "nearest" });
}

let typed = "";
let typedAt = 0;

function typeAhead(item, key, now) {
  typed = now - typedAt > 700 ? key : typed + key;
  typedAt = now;
  const all = visible();
  const start = all.indexOf(item) + (typed.length === 1 ? 1 : 0);
  const turned = [...all.slice(start), ...all.slice(0, start)];
  goTo(turned.find((one) => labelOf(one).textContent.toLowerCase().startsWith(typed.toLowerCase())));
}

const step = (item, by) => {
  const all = visible();
  return all[all.indexOf(item) + by];
};

const KEYS = {
  ArrowDown: (item) => goTo(step(item, 1)),
  ArrowUp: (item) => goTo(step(item, -1)),
  ArrowRight: (item) => (groupOf(item) && !isOpen(item) ? open(item, true) : goTo(groupOf(item) && step(item, 1))),
  ArrowLeft: (item) => (groupOf(item) && isOpen(item) ? open(item, false) : goTo(parentOf(item))),
  Home: () => goTo(visible()[0]),
  End: () => goTo(visible().at(-1)),
  Enter: (item) => labelOf(item).click(),
  "*": (item) => [...item.parentElement.children].forEach((one) => open(one, true)),
};

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.tagName !== "LI") return;
  if (KEYS[event.key]) KEYS[event.key](event.target);
  else if (event.key.length === 1 && event.key !== " ") typeAhead(event.target, event.key, Date.now());
  else return;
  event.preventDefault();
}

function dress(item) {
  const row = item.querySelector(".farde-tree-row");
  const group = groupOf(item);
  item.setAttribute("role", "treeitem");
  item.tabIndex = -1;
  const badges = [...row.querySelectorAll(".farde-badge, .farde-tree-count")];
  item.setAttribute("aria-label", [labelOf(item), ...badges].map((one) => one.textContent.trim()).join(", "));
  for (const link of row.querySelectorAll("a")) link.tabIndex = -1;
  const twisty = document.createElement("span");
  twisty.className = "farde-twisty";
  twisty.setAttribute("aria-hidden", "true");
  row.prepend(twisty);
  if (!group) return;
  group.setAttribute("role", "group");
  open(item, item.dataset.level === "ThesaurusProfile" || items.length <= SMALL);
  twisty.addEventListener("click", () => open(item, !isOpen(item)));
}

function reveal(item) {
  for (let one = parentOf(item); one; one = parentOf(one)) open(one, true);
  goTo(item);
}

items.forEach(dress);
tree.setAttribute("role", "tree");
tree.classList.add("is-live");
tree.addEventListener("keydown", pressed);
tree.addEventListener("pointerover", (event) => equip(event.target.closest("li")));
tree.addEventListener("focusin", (event) => rove(event.target.closest("li")));
if (items.length) rove(items[0]);
const named = location.hash && document.getElementById(location.hash.slice(1));
if (named && items.includes(named)) reveal(named);
filtering({ tree, items, labelOf, parentOf, open, isOpen });
if (tools) moving({ tree, items, labelOf, parentOf });
