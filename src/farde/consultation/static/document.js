/* The page of a document: starts collective.documentviewer in the words of the reader, and
   follows recognition until there are pages to show. */
(function () {
  "use strict";

  const POLL_MS = 1500;
  const POLL_MAX_MS = 15000;
  const NARROW_PX = 600;

  /* -- recognition ------------------------------------------------------------------------- */

  function follow(box) {
    let pause = POLL_MS;

    async function ask() {
      if (document.hidden) return again();
      try {
        const answer = await fetch(box.dataset.url, {
          headers: { Accept: "application/json" },
          redirect: "error",
        });
        if (!answer.ok) throw new Error(answer.status);
        pause = POLL_MS;
        show(await answer.json());
      } catch {
        pause = Math.min(pause * 2, POLL_MAX_MS);
        box.querySelector(".farde-recognition-lost").hidden = pause < POLL_MAX_MS;
        again();
      }
    }

    function show(progress) {
      if (!progress.pending) return window.location.reload();
      const bar = box.querySelector("progress");
      bar.max = Math.max(progress.total, 1);
      bar.value = progress.done;
      for (const name of ["label", "done", "total"]) {
        box.querySelector(`[data-farde="${name}"]`).textContent = progress[name];
      }
      again();
    }

    function again() {
      window.setTimeout(ask, pause);
    }

    again();
  }

  /* -- the document before, and the one after ---------------------------------------------- */

  const WRITTEN_IN = "input, textarea, select, [contenteditable]";
  const STEPS = { PageUp: "prev", PageDown: "next" };

  // Alt keeps clear of the viewer, which scrolls by the bare keys, and of what is being written.
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !STEPS[event.key] || event.target.closest?.(WRITTEN_IN)) return;
    const link = document.querySelector(`.farde-document nav a[rel="${STEPS[event.key]}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });

  /* -- the viewer's words ------------------------------------------------------------------ */

  // What the add-on's templates say in English, by template, and the name of our word for it.
  const ENGLISH = {
    header: [
      [">Pages<", "thumbnails"],
      [">Document<", "pages"],
      [">Text<", "text"],
      [">Zoom<", "zoom"],
      ['placeholder="Search"', "search"],
    ],
    navControls: [
      [">Page<", "page"],
      [">of&nbsp;", "of"],
      ["<span class=\"DV-trigger DV-previous\"", "previous"],
      ["<span class=\"DV-trigger DV-next\"", "next"],
    ],
    pages: [[">Loading<", "loading"]],
    fullscreenControl: [["View Document in Fullscreen", "fullscreen"]],
    viewer: [
      [">CLOSE<", "close"],
      [">Previous<", "previous"],
      [">Next<", "next"],
      ["<span> for &ldquo;", "for"],
      ["View Document in Fullscreen", "fullscreen"],
      ["&rdquo;</span>", null],
    ],
  };

  function escaped(word) {
    const span = document.createElement("span");
    span.textContent = word;
    return span.innerHTML.replaceAll('"', "&quot;");
  }

  function replacement(english, word) {
    if (english === "<span> for &ldquo;") return `<span> ${word} «&nbsp;`;
    if (english === "&rdquo;</span>") return "&nbsp;»</span>";
    if (english.startsWith("<span class")) return `${english} aria-label="${word}" title="${word}"`;
    if (english === ">of&nbsp;") return `>${word}&nbsp;`;
    if (english.startsWith("placeholder")) return `placeholder="${word}" aria-label="${word}"`;
    if (english.startsWith(">")) return `>${word}<`;
    return word;
  }

  function translate(templates, words) {
    for (const [name, pairs] of Object.entries(ENGLISH)) {
      const original = templates[name];
      templates[name] = (data) =>
        pairs.reduce(
          (html, [english, key]) =>
            html.replaceAll(english, replacement(english, key ? escaped(words[key]) : "")),
          original(data)
        );
    }
  }

  /* -- the viewer's behaviour -------------------------------------------------------------- */

  function mark(place, text, spans) {
    place.textContent = "";
    let at = 0;
    for (const [start, end] of spans) {
      if (start < at) continue;
      const found = document.createElement("span");
      found.className = "DV-searchMatch";
      found.textContent = text.slice(start, end);
      place.append(text.slice(at, start), found);
      at = end;
    }
    place.append(text.slice(at));
  }

  function improve(helpers, words, box) {
    const nothing = () => undefined;
    // The browser scrolls better than the add-on, which also stops the page and the pinch.
    Object.assign(helpers, { touchStart: nothing, touchMove: nothing, touchEnd: nothing });

    helpers.openFullScreen = () =>
      document.fullscreenElement ? document.exitFullscreen() : box.requestFullscreen();

    helpers.getSearchResponse = async function (query) {
      const say = (name, text) => this.viewer.$(`span.DV-${name}`).text(text);
      say("searchQuery", query);
      let response = { results: [], marks: {}, query };
      let failed = false;
      try {
        const url = this.viewer.schema.document.resources.search;
        // Names and numbers are looked for: they stay out of addresses, which servers log.
        const body = new URLSearchParams({ q: query });
        const answer = await fetch(url, { method: "POST", body });
        if (!answer.ok) throw new Error(answer.status);
        response = await answer.json();
      } catch {
        failed = true;
      }
      this.viewer.searchResponse = response;
      const pages = response.results;
      say("totalSearchResult", pages.length ? `${words.of} ${pages.length} ` : " ");
      this.viewer.$(".DV-searchResults").toggleClass("DV-noResults", !pages.length);
      if (!pages.length) return say("currentSearchResult", failed ? words.unavailable : words.nothing);
      const current = this.viewer.models.document.currentPage();
      const page = pages.includes(current) ? current : pages[0];
      return this.events.loadText(page - 1, this.highlightSearchResponses);
    };

    // The add-on's own puts recognised text back as HTML: a letter could bring a script in.
    helpers.highlightSearchResponses = function () {
      const response = this.viewer.searchResponse;
      if (!response || !response.results.length) return false;
      const page = this.models.document.currentPage();
      const rank = response.results.indexOf(page);
      this.viewer.$("span.DV-currentSearchResult").text(`${words.match} ${rank + 1} `);
      const text = this.viewer.schema.text[page - 1] || "";
      mark(this.viewer.$(".DV-textContents")[0], text, response.marks[page] || []);
      return this.highlightMatch(0);
    };
    helpers.highlightEntity = nothing;
  }

  // The add-on's buttons are bare spans: give them to the keyboard as well.
  function reachable(box, words) {
    const name = () => {
      for (const trigger of box.querySelectorAll(".DV-trigger:not([role]), .DV-fullscreen:not([role])")) {
        trigger.setAttribute("role", "button");
        trigger.tabIndex = 0;
      }
      box.querySelector(".ui-slider-handle")?.setAttribute("aria-label", words.zoom);
      box.querySelector(".DV-textContents")?.setAttribute("data-empty", words.empty);
    };
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      const trigger = event.target.closest("[role=button]");
      if (!trigger) return;
      event.preventDefault();
      trigger.click();
    });
    new MutationObserver(name).observe(box, { childList: true, subtree: true });
    name();
  }

  // Whoever comes from the search is led to the page with their words.
  function seek(box) {
    const input = box.querySelector(".DV-searchInput");
    if (!box.dataset.sought || !input) return;
    input.value = box.dataset.sought;
    input.form.requestSubmit();
  }

  function start(box) {
    const words = JSON.parse(box.dataset.words);
    translate(window.JST, words);
    improve(window.DV.Schema.helpers, words, box);
    window.fardeTurning.install(window.DV);
    window.fardeNotes?.install(window.DV, box, words);
    window.DV.load(JSON.parse(box.dataset.document), {
      container: box,
      sidebar: false,
      pdf: false,
      responsive: true,
      height: window.innerWidth < NARROW_PX ? "75vh" : "82vh",
      afterLoad: (viewer) => {
        reachable(box, words);
        window.fardeTurning.start(viewer, box, words);
        window.fardeNotes?.start(viewer, box);
        seek(box);
      },
    });
  }

  document.querySelectorAll(".farde-recognition").forEach(follow);
  document.querySelectorAll(".farde-viewer").forEach(start);
})();
