// Follows a copy in the making, and shows the page anew when it is ready.
(() => {
  const box = document.getElementById("bundle-progress");
  if (!box) return;
  const bar = box.querySelector("progress");
  const part = (name) => box.querySelector(`[data-farde=${name}]`);
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.url, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const now = await answer.json();
      if (!now.pending) return location.reload();
      bar.value = now.done;
      part("said").textContent = now.said;
      setTimeout(ask, 2000);
    } catch {
      part("lost").hidden = false;
    }
  };
  setTimeout(ask, 1000);
})();
