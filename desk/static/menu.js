// The menu closes by itself: on Escape, and when a click or the focus goes elsewhere. Without a script its own button does.

const menu = document.getElementById("menu");
const summary = menu.querySelector("summary");

function close() {
  menu.open = false;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.open) {
    close();
    summary.focus();
  }
});
document.addEventListener("click", (event) => {
  if (!menu.contains(event.target)) {
    close();
  }
});
menu.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget)) {
    close();
  }
});
