// Prints the receipt from the page itself, where a browser shows no PDF.
const button = document.getElementById("receipt-print-page");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
