// What the script says, in the language of the page.

const words = JSON.parse(document.getElementById("desk-words").textContent);

export const word = (name, facts = {}) =>
  (words[name] ?? name).replace(/\$\{(\w+)\}/g, (_, key) => facts[key] ?? "");

// None is said as one is.
export const some = (name, count, facts = {}) =>
  word(count < 2 ? `${name}_one` : `${name}_many`, { count, ...facts });

// Told to who listens, and shown at the foot of the desk for a while.
let fading;
export function say(text, kind = "") {
  const place = document.getElementById("desk-said");
  place.textContent = text;
  place.dataset.kind = kind;
  place.classList.add("is-told");
  clearTimeout(fading);
  fading = setTimeout(() => place.classList.remove("is-told"), kind === "bad" ? 12000 : 4000);
}

export function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child || child === 0));
  return element;
}
