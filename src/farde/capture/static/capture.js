// The page of one deposit: what becomes of the latest ones is kept fresh.

import { finder, json, wait } from "../++plone++farde.dossier/finder.js";
import { another, ask, narrow, preselect, today } from "./profile.js";

const busy = (item) => ["waiting", "running"].includes(item.dataset.state);

function refresh(list, rows) {
  for (const row of rows) {
    const item = list.querySelector(`[data-deposit="${row.id}"]`);
    if (!item) continue;
    item.dataset.state = row.state;
    item.querySelector("[data-role=state]").textContent = row.state_title;
    const bar = item.querySelector("progress");
    if (bar && busy(item)) {
      bar.max = row.total || 1;
      bar.value = row.done;
    } else if (bar) {
      bar.remove();
    }
  }
}

async function follow(list) {
  while ([...list.children].some(busy)) {
    await wait(1500);
    try {
      refresh(list, await json(list.dataset.source));
    } catch {
      await wait(5000);
    }
  }
}

const dossier = document.getElementById("field-dossier");
const type = document.getElementById("field-document_type");
const deposits = document.getElementById("farde-deposits");
if (dossier) finder(dossier);
document.querySelectorAll("[data-also]").forEach(finder);
document.getElementById("farde-also-more")?.addEventListener("click", another);
document.getElementById("farde-also-more")?.removeAttribute("hidden");
if (type) {
  const kind = document.getElementById("field-document_kind");
  narrow(type, kind);
  ask(document.querySelector(".farde-asked"), type, kind);
  preselect(document.getElementById("field-confidentiality"), type, kind);
}
document.querySelectorAll("[data-today]").forEach(today);
document.getElementById("farde-capture-errors")?.focus();
if (deposits) follow(deposits);
