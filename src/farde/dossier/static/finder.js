// A field that suggests dossiers while one types; the list below it is walked with the arrows.

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export async function json(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// Asked of the page that the field names, unless another way to look is given.
const suggest = (input) => (words) => json(`${input.dataset.source}?q=${encodeURIComponent(words)}`);

export function finder(input, look = suggest(input)) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  let hits = [];
  let answered = "";
  let at = -1;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (list.children[at]) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const choose = (hit) => {
    input.value = hit.name ? `${hit.number} · ${hit.name}` : hit.number;
    close();
  };
  const show = () => {
    list.replaceChildren(
      ...hits.map((hit, n) => {
        const item = document.createElement("li");
        item.id = `${list.id}-hit-${n}`;
        item.setAttribute("role", "option");
        const name = document.createElement("span");
        name.textContent = hit.born ? `${hit.name} (${hit.born})` : hit.name;
        const number = document.createElement("span");
        number.className = "farde-number";
        number.textContent = hit.number;
        item.append(name, number);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(hit);
        });
        return item;
      })
    );
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    at = -1;
  };

  input.addEventListener("input", async () => {
    const turn = ++asked;
    await wait(150);
    if (turn !== asked) return;
    if (input.value.trim().length < 2) return close();
    try {
      const found = await look(input.value);
      if (turn !== asked || document.activeElement !== input) return;
      hits = found;
      answered = input.value;
      show();
    } catch {
      close();
    }
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + hits.length) % hits.length);
    } else if (event.key === "Enter" && (at >= 0 || (hits.length === 1 && answered === input.value))) {
      event.preventDefault();
      choose(hits[Math.max(at, 0)]);
    } else if (event.key === "Escape") {
      close();
    }
  });
  input.addEventListener("blur", close);
}
