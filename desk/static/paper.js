// Prints the page; without scripts the button is not there, and the browser's own does it.

const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => window.print());
