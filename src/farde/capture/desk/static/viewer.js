// The page one stands on, large: as wide as the pane, whole, or closer.

const STEP = 1.25;
const CLOSEST = 6;

export class Viewer {
  constructor(root) {
    this.canvas = root.querySelector(".farde-view-canvas");
    this.sheet = root.querySelector(".farde-view-sheet");
    this.image = root.querySelector("img");
    this.zoom = 1;
    this.turn = 0;
    this.image.addEventListener("load", () => this.#arrived());
    // A page that was filed meanwhile is no longer shown here.
    this.image.addEventListener("error", () => (this.sheet.hidden = true));
    new ResizeObserver(() => this.#place()).observe(this.canvas);
    root.addEventListener("click", (event) => {
      const wanted = event.target.closest("[data-zoom]")?.dataset.zoom;
      if (wanted) this.closer(wanted);
    });
  }

  show(url, leaf, turn, name) {
    const source = leaf ? `${url}/@@capture-page/${leaf}/large` : "";
    if (this.source !== source) {
      this.source = source;
      this.sheet.hidden = !leaf;
      if (leaf) this.image.src = source;
      this.canvas.scrollTo(0, 0);
    }
    this.image.alt = name;
    this.turn = turn;
    this.#place();
  }

  closer(wanted) {
    if (wanted === "fit") this.whole = !this.whole;
    if (wanted === "fit") this.zoom = 1;
    else this.zoom = Math.min(CLOSEST, Math.max(0.4, this.zoom * (wanted === "in" ? STEP : 1 / STEP)));
    this.#place();
  }

  #arrived() {
    this.sheet.hidden = false;
    this.#place();
  }

  #place() {
    const { naturalWidth: width, naturalHeight: height } = this.image;
    if (!width || !this.canvas.clientWidth) return;
    const lying = this.turn % 180 !== 0;
    const [across, down] = lying ? [height, width] : [width, height];
    const byWidth = (this.canvas.clientWidth - 2) / across;
    const fit = this.whole ? Math.min(byWidth, (this.canvas.clientHeight - 2) / down) : byWidth;
    const scale = fit * this.zoom;
    Object.assign(this.sheet.style, { width: `${across * scale}px`, height: `${down * scale}px` });
    Object.assign(this.image.style, {
      width: `${width * scale}px`,
      height: `${height * scale}px`,
      transform: `translate(-50%, -50%) rotate(${this.turn}deg)`,
    });
  }
}

// Pictures that will be looked at next are fetched while one reads.
export function prefetch(urls) {
  for (const url of urls) new Image().src = url;
}
