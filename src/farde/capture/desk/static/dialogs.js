// The two small windows of the desk: why a page is set aside, and which keys there are.

export class Reasons {
  constructor(dialog) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close();
      const { reason, note } = this.form.elements;
      this.chosen(reason.value, note.value.trim());
    });
    // A reason is chosen with its number too.
    dialog.addEventListener("keydown", (event) => {
      const radio = [...this.form.elements.reason][Number(/^Digit(\d)$/.exec(event.code)?.[1]) - 1];
      if (!radio || event.target.type === "text") return;
      event.preventDefault();
      radio.checked = true;
      radio.focus();
    });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }

  ask(proposed, chosen) {
    this.chosen = chosen;
    this.form.reset();
    this.form.elements.reason.value = proposed;
    this.dialog.showModal();
    this.form.querySelector("input:checked")?.focus();
  }
}

export function openHelp() {
  const dialog = document.getElementById("desk-help");
  dialog.querySelector("[data-close]").onclick = () => dialog.close();
  dialog.showModal();
}
