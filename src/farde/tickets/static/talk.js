/* What the inbox says, and how it asks the site. */

export const root = document.getElementById("farde-inbox");
export const words = JSON.parse(root.dataset.words);
export const list = document.getElementById("inbox-list");
const saidBox = document.getElementById("inbox-said");

export const fill = (text, given = {}) => text.replace(/\$\{(\w+)\}/g, (_all, name) => given[name]);

export function say(text, refused = false) {
  saidBox.textContent = text;
  saidBox.classList.toggle("is-refused", refused);
}

const SIGNED_OUT = "signed out";
export const isSignedOut = (problem) => problem.message === SIGNED_OUT;

export function sayLost(problem) {
  say(isSignedOut(problem) ? words.signed_out : words.lost, true);
}

// Whoever is signed out meanwhile is refused, or led to the login page.
export function reached(answer) {
  if (answer.redirected || answer.status === 401) throw new Error(SIGNED_OUT);
  if (!answer.ok) throw new Error("lost");
  return answer;
}

export async function ask(url, options = {}) {
  const headers = { Accept: "application/json" };
  const answer = reached(await fetch(url, { credentials: "same-origin", ...options, headers }));
  return answer.json();
}

export function showCounts(counts) {
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
