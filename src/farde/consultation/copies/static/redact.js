// Passages drawn with the mouse, the pen or a finger become a row of numbers, and the other way round.
(() => {
  const page = document.getElementById("redact-page");
  const areas = document.getElementById("redact-areas");
  if (!page || !areas) return;
  const sides = ["left", "top", "width", "height"];
  const rows = () => [...areas.querySelectorAll(".farde-redact-row")];
  const field = (row, side) => row.querySelector(`[name=${side}]`);
  const number = (row, side) => parseFloat(field(row, side).value.replace(",", "."));

  const show = () => {
    page.querySelectorAll(".farde-redact-black").forEach((one) => one.remove());
    for (const row of rows()) {
      const values = sides.map((side) => number(row, side));
      if (values.some(Number.isNaN)) continue;
      const black = document.createElement("span");
      black.className = "farde-redact-black";
      sides.forEach((side, place) => { black.style[side] = `${values[place]}%`; });
      page.append(black);
    }
  };

  const empty = () => {
    const free = rows().find((row) => sides.every((side) => !field(row, side).value));
    if (free) return free;
    const row = rows()[0].cloneNode(true);
    rows().at(-1).after(row);
    return row;
  };

  const write = (row, values) => {
    sides.forEach((side, place) => { field(row, side).value = values[place].toFixed(2); });
    show();
    changed();
  };

  const place = (event) => {
    const box = page.getBoundingClientRect();
    const within = (value) => Math.min(100, Math.max(0, value));
    return [
      within(((event.clientX - box.left) / box.width) * 100),
      within(((event.clientY - box.top) / box.height) * 100),
    ];
  };

  // A page that comes back refused holds what is not saved either.
  let unsaved = Boolean(document.getElementById("refusal-area"));
  const changed = () => { unsaved = true; };
  page.closest("form").addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });

  let begun = null;
  let row = null;
  page.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    page.setPointerCapture(event.pointerId);
    begun = place(event);
    row = null;
  });
  page.addEventListener("pointermove", (event) => {
    if (!begun) return;
    const now = place(event);
    const size = [Math.abs(now[0] - begun[0]), Math.abs(now[1] - begun[1])];
    if (!row && (size[0] < 0.5 || size[1] < 0.3)) return;
    row ??= empty();
    write(row, [Math.min(now[0], begun[0]), Math.min(now[1], begun[1]), ...size]);
  });
  const end = () => { begun = null; };
  page.addEventListener("pointerup", end);
  page.addEventListener("pointercancel", end);
  areas.addEventListener("input", () => {
    show();
    changed();
  });
  show();
})();
