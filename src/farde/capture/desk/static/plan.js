// A plan: which pages make which part, and which are set aside. Pure: each verb returns a new plan.
// The server has the last word; here the same is done at once, for the eye.

const copy = (plan) => structuredClone(plan);
const inParts = (plan) => plan.parts.flatMap((part) => part.pages);

export const partOf = (plan, leaf) =>
  plan.parts.find((part) => part.pages.some((page) => page.leaf === leaf));
export const aside = (plan, leaf) => plan.discarded.find((one) => one.leaf === leaf);
export const pageOf = (plan, leaf) =>
  inParts(plan).find((page) => page.leaf === leaf) ?? aside(plan, leaf);
export const openParts = (plan) => plan.parts.filter((part) => !part.closed);

const source = (leaf) => leaf.slice(0, leaf.lastIndexOf("-"));
const number = (leaf) => Number(leaf.slice(leaf.lastIndexOf("-") + 1));
const tidy = (plan) => ({ ...plan, parts: plan.parts.filter((part) => part.pages.length) });

let made = 0;
const fresh = (pages) => ({ id: `new-${++made}`, pages, closed: false, filed: [] });

function taken(plan, leaves) {
  const pages = leaves.map((leaf) => pageOf(plan, leaf)).map(({ leaf, turn }) => ({ leaf, turn }));
  for (const part of plan.parts) part.pages = part.pages.filter((page) => !leaves.includes(page.leaf));
  plan.discarded = plan.discarded.filter((one) => !leaves.includes(one.leaf));
  return pages;
}

const verbs = {
  cut(plan, { leaf }) {
    const part = partOf(plan, leaf);
    const at = part.pages.findIndex((page) => page.leaf === leaf);
    plan.parts.splice(plan.parts.indexOf(part) + 1, 0, fresh(part.pages.splice(at)));
  },
  merge(plan, { leaves }) {
    const [first, ...rest] = plan.parts.filter((part) =>
      part.pages.some((page) => leaves.includes(page.leaf))
    );
    for (const part of rest) first.pages.push(...part.pages.splice(0));
  },
  // Where blank pages were set aside, the server knows the sheets.
  collate(plan, { leaves, order }) {
    const [odd, even] = leaves.map((leaf) => partOf(plan, leaf));
    const backs = order === "same" ? even.pages : even.pages.toReversed();
    if (odd.pages.length !== backs.length) return;
    odd.pages = odd.pages.flatMap((page, n) => [page, backs[n]]);
    even.pages = [];
  },
  move(plan, { leaves, leaf, after }) {
    const part = partOf(plan, leaf);
    const pages = taken(plan, leaves);
    const at = part.pages.findIndex((page) => page.leaf === leaf);
    part.pages.splice(at + (after ? 1 : 0), 0, ...pages);
  },
  apart(plan, { leaves }) {
    const home = partOf(plan, leaves[0]);
    const at = home ? plan.parts.indexOf(home) + 1 : plan.parts.length;
    plan.parts.splice(at, 0, fresh(taken(plan, leaves)));
  },
  turn(plan, { leaves, degrees }) {
    for (const page of leaves.map((leaf) => pageOf(plan, leaf)))
      page.turn = (((page.turn + degrees) % 360) + 360) % 360;
  },
  discard(plan, { leaves, reason, note = "" }) {
    plan.discarded.push(...taken(plan, leaves).map((page) => ({ ...page, reason, note })));
  },
  restore(plan, { leaves }) {
    for (const leaf of leaves) putBack(plan, leaf);
  },
};

// To where it lay in the stack: beside the page that came nearest before it, else behind it.
function putBack(plan, leaf) {
  const near = (page) => [number(page.leaf) > number(leaf), Math.abs(number(page.leaf) - number(leaf))];
  const [page] = taken(plan, [leaf]);
  const [nearest] = openParts(plan)
    .flatMap((part) => part.pages)
    .filter((one) => source(one.leaf) === source(leaf))
    .sort((a, b) => near(a)[0] - near(b)[0] || near(a)[1] - near(b)[1]);
  if (!nearest) return plan.parts.push(fresh([page]));
  const home = partOf(plan, nearest.leaf);
  const at = home.pages.findIndex(
    (one) => source(one.leaf) === source(leaf) && number(one.leaf) > number(leaf)
  );
  home.pages.splice(at < 0 ? home.pages.length : at, 0, page);
}

export function done(plan, step) {
  const next = copy(plan);
  verbs[step.verb](next, step);
  return tidy(next);
}

// What is laid on the table: each part with its pages, and between them, where they lay in the
// stack, the pages that are set aside.
export function laidOut(plan) {
  const rows = plan.parts.map((part) => ({ part, cells: part.pages.map((page) => ({ page })) }));
  const loose = { part: null, cells: [] };
  const put = [...plan.discarded].sort((a, b) => number(a.leaf) - number(b.leaf));
  for (const page of put) {
    const before = rows
      .flatMap((row) => row.cells.map((cell) => ({ row, cell, leaf: cell.page.leaf })))
      .filter((one) => source(one.leaf) === source(page.leaf) && number(one.leaf) < number(page.leaf))
      .sort((a, b) => number(b.leaf) - number(a.leaf))[0];
    if (before) before.row.cells.splice(before.row.cells.indexOf(before.cell) + 1, 0, { page, aside: true });
    else loose.cells.push({ page, aside: true });
  }
  return loose.cells.length ? [loose, ...rows] : rows;
}

export function counts(plan) {
  const kept = inParts(plan).length;
  return { in: kept + plan.discarded.length, kept, out: plan.discarded.length };
}
