// Filters the tree as one types: in all languages, synonyms and ids, without case and accents.

const COMBINING = /\p{M}/gu;

// Folds a text, and remembers for each folded letter where it came from.
function folded(text) {
  const letters = [];
  const from = [];
  [...text].forEach((letter, place) => {
    for (const plain of letter.normalize("NFKD").replace(COMBINING, "").toLowerCase()) {
      letters.push(plain);
      from.push(place);
    }
  });
  return { text: letters.join(""), from };
}

// Returns a text as nodes, with the words looked for marked in it.
function marked(text, words) {
  const { text: plain, from } = folded(text);
  const letters = [...text];
  const lit = new Set();
  for (const word of words) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      for (let place = at; place < at + word.length; place += 1) lit.add(from[place]);
    }
  }
  const nodes = [];
  let here = null;
  letters.forEach((letter, place) => {
    const kind = lit.has(place) ? "MARK" : "#text";
    if (here?.nodeName !== kind) {
      here = kind === "MARK" ? document.createElement("mark") : document.createTextNode("");
      nodes.push(here);
    }
    here.textContent += letter;
  });
  return nodes;
}

export function filtering({ tree, items, labelOf, parentOf, open, isOpen }) {
  const box = document.getElementById("thesaurus-filter");
  const said = document.getElementById("thesaurus-found");
  const none = document.getElementById("thesaurus-none");
  const known = items.map((item) => {
    const label = labelOf(item).textContent;
    const others = (item.dataset.words || "").split("\n");
    return { item, label, others, text: folded([label, ...others].join("\n")).text };
  });
  let before = null;
  let waiting = 0;

  function show({ item, label, others }, words, found) {
    labelOf(item).replaceChildren(...(found ? marked(label, words) : [label]));
    const inLabel = words.every((word) => folded(label).text.includes(word));
    const other = found && !inLabel && others.find((one) => words.some((word) => folded(one).text.includes(word)));
    item.querySelector(":scope > .farde-tree-row > .farde-tree-also")?.remove();
    if (!other) return;
    const also = document.createElement("small");
    also.className = "farde-tree-also";
    also.append(...marked(other, words));
    labelOf(item).after(also);
  }

  function narrow() {
    const words = folded(box.value).text.split(/\s+/).filter(Boolean);
    if (words.length && !before) before = items.filter(isOpen);
    const found = known.filter((one) => words.length && words.every((word) => one.text.includes(word)));
    const hits = new Set(found.map((one) => one.item));
    const shown = new Set(hits);
    for (let item of hits) while ((item = parentOf(item))) shown.add(item);
    for (const one of known) {
      const { item } = one;
      const below = [...item.querySelectorAll("li")].some((child) => hits.has(child));
      const under = (child) => parentOf(child) && (hits.has(parentOf(child)) || under(parentOf(child)));
      item.hidden = words.length > 0 && !shown.has(item) && !under(item);
      if (words.length) open(item, below);
      else if (before) open(item, before.includes(item));
      show(one, words, hits.has(item));
    }
    if (!words.length) before = null;
    tree.hidden = words.length > 0 && !hits.size;
    none.hidden = !tree.hidden;
    announce(words.length ? hits.size : null);
  }

  function announce(count) {
    clearTimeout(waiting);
    const words = { 0: said.dataset.none, 1: said.dataset.one }[count] ?? said.dataset.many;
    waiting = setTimeout(() => {
      said.textContent = count === null ? "" : words.replace("{n}", count);
    }, 250);
  }

  const address = new URL(location);
  function kept() {
    if (box.value) address.searchParams.set("q", box.value);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  }

  document.getElementById("thesaurus-narrow").hidden = false;
  box.value = address.searchParams.get("q") ?? "";
  if (box.value) narrow();
  box.addEventListener("input", () => {
    narrow();
    kept();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    items.find((item) => !item.hidden)?.focus();
  });
}
