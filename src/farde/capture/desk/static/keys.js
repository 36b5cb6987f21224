// Everything by keyboard. In a field the letters are typed; what holds Ctrl or Alt works everywhere.

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
const LETTERS = { s: "cut", m: "merge", r: "turn", R: "turnBack", u: "restore", d: "apart", n: "next", v: "rescan" };
const NAMED = {
  Delete: "discard", Backspace: "discard", Enter: "enter", PageDown: "nextPart", PageUp: "previousPart",
  "?": "help", "+": "closer", "-": "farther", 0: "fit", " ": "choose",
};

const typing = (target) => target.closest?.("input, select, textarea, [contenteditable]");

export function listen(root, sheets, actions) {
  const anywhere = (event) => {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (event.ctrlKey && event.key === "Enter") return actions.file();
    if (event.altKey && !event.ctrlKey && digit) return actions.take(Number(digit));
    if (event.key === "Escape" && root.contains(event.target) && typing(event.target)) return actions.leave();
    if (typing(event.target)) return false;
    const key = event.key.toLowerCase();
    if (event.ctrlKey && (key === "y" || (key === "z" && event.shiftKey))) return actions.redo();
    if (event.ctrlKey && key === "z") return actions.undo();
    if (event.ctrlKey && key === "a") return actions.chooseAll();
    if (event.ctrlKey && event.key === "ArrowLeft") return actions.shift(-1);
    if (event.ctrlKey && event.key === "ArrowRight") return actions.shift(1);
    return false;
  };
  const onPages = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (ARROWS.includes(event.key)) return sheets.walk(event.key, event.shiftKey);
    const name = NAMED[event.key] ?? LETTERS[event.key] ?? LETTERS[event.key.toLowerCase()];
    return name ? actions[name]() : false;
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const free = event.target === document.body || sheets.root.contains(event.target);
    const helped = event.key === "?" && !typing(event.target);
    let answer = anywhere(event);
    if (answer === false && (free || helped)) answer = onPages(event);
    if (answer !== false) event.preventDefault();
  });
}
