// A trial that a worker makes tells how far it is, without touching what stands in the form.
"use strict";

const EVERY = 3000;

async function lookAgain() {
  const pending = document.querySelector("#trial [data-again]");
  if (!pending) {
    return;
  }
  const answer = await fetch(pending.dataset.again, { credentials: "same-origin" });
  if (answer.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.getElementById("trial");
    if (told) {
      document.getElementById("trial").replaceWith(told);
    }
  }
  setTimeout(lookAgain, EVERY);
}

setTimeout(lookAgain, EVERY);
