// While a proposal is written, or documents follow it, it is kept up to date without reloading.

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function freshPage() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function follow() {
  const busy = () => [...document.querySelectorAll(".farde-progress[data-busy]")];
  while (busy().length) {
    await wait(3000);
    try {
      const page = await freshPage();
      for (const bar of busy()) {
        const article = bar.closest("article");
        const fresh = page.getElementById(article.id);
        // One that could not be written waits again, higher up on the page.
        if (fresh && !fresh.querySelector("form")) article.replaceWith(fresh);
        else location.reload();
      }
    } catch {
      await wait(15000);
    }
  }
}

follow();
