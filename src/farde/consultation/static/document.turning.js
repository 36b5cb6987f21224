/* Turning a page of the viewer for reading. Only the screen knows of it: the file stays as it is,
   and the browser forgets it with the session. */
window.fardeTurning = (function () {
  "use strict";

  const MOVES = {
    90: "rotate(90deg) translateY(-100%)",
    180: "rotate(180deg) translate(-100%, -100%)",
    270: "rotate(-90deg) translateX(-100%)",
  };
  const kept = new Map();

  const place = (viewer) => `farde.turned.${viewer.schema.document.id}`;

  function turns(viewer) {
    const key = place(viewer);
    if (!kept.has(key)) kept.set(key, JSON.parse(sessionStorage.getItem(key) || "{}"));
    return kept.get(key);
  }

  const angle = (viewer, index) => turns(viewer)[index] || 0;
  const lies = (viewer, index) => angle(viewer, index) % 180 !== 0;

  // What lies on the page is sized as the page was before it was turned.
  function lay(page, element) {
    const width = page.model_pages.width;
    const height = page.model_pages.getPageHeight(page.index);
    const [before, after] = lies(page.viewer, page.index) ? [height, width] : [width, height];
    Object.assign(element.style, {
      width: `${before}px`,
      maxWidth: "none",
      height: `${after}px`,
      transformOrigin: "0 0",
      transform: MOVES[angle(page.viewer, page.index)] || "",
    });
    element.style.setProperty("--farde-turned", `${angle(page.viewer, page.index)}deg`);
  }

  function install(DV) {
    const model = DV.model.Pages.prototype;
    const heightOf = model.getPageHeight;
    model.getPageHeight = function (index) {
      const height = heightOf.call(this, index);
      return lies(this.viewer, index) ? Math.round(this.width ** 2 / height) : height;
    };
    const size = DV.Page.prototype.sizeImage;
    DV.Page.prototype.sizeImage = function () {
      size.call(this);
      if (this.pageImageEl[0]) lay(this, this.pageImageEl[0]);
    };
  }

  function turn(viewer, by) {
    if (viewer.state !== "ViewDocument") return;
    const index = viewer.models.document.currentIndex();
    turns(viewer)[index] = (angle(viewer, index) + by + 360) % 360;
    sessionStorage.setItem(place(viewer), JSON.stringify(turns(viewer)));
    viewer.models.document.computeOffsets();
    viewer.pageSet.simpleReflowPages();
    viewer.helpers.jump(index);
  }

  function button(viewer, box, words) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "farde-turn";
    made.textContent = words.turn;
    made.title = words.turnKeys;
    made.setAttribute("aria-keyshortcuts", "Alt+R Alt+Shift+R");
    made.addEventListener("click", () => turn(viewer, 90));
    box.querySelector(".DV-zoomControls").after(made);
  }

  function start(viewer, box, words) {
    button(viewer, box, words);
    document.addEventListener("keydown", (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyR") return;
      if (event.target.closest?.("input, textarea, select")) return;
      event.preventDefault();
      turn(viewer, event.shiftKey ? 270 : 90);
    });
    if (Object.keys(turns(viewer)).length) {
      viewer.models.document.computeOffsets();
      viewer.pageSet.simpleReflowPages();
    }
  }

  return { install, start, lay };
})();
