// While documents follow a merge or a move, the bars are kept up to date without reloading.

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
        const id = bar.closest("article").id;
        const fresh = page.getElementById(id)?.querySelector(".farde-progress");
        if (fresh) bar.replaceWith(fresh);
      }
    } catch {
      await wait(15000);
    }
  }
}

follow();
