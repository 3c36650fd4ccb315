// The counter's pages: sets to work what a page has.

import { addMembers } from "./family.js";
import { keepAnswers } from "./keeping.js";
import { onePerScreen } from "./questions.js";

const PRESSED_TWICE_MS = 4000;
const root = document.querySelector("[data-visit]");

if (root) {
  keepAnswers(root);
  addMembers(root);
  if (root.hasAttribute("data-questions")) onePerScreen(root);
  document.querySelector("[data-findings]")?.focus();
}
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
openFromAddress();
window.addEventListener("hashchange", openFromAddress);
guardDoubleSends();

// An address that points into something folded opens it.
function openFromAddress() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (target.matches("details")) target.open = true;
  target.scrollIntoView({ block: "center" });
  (target.matches("input, select") ? target : target.querySelector("input, select, summary") ?? target).focus({ preventScroll: true });
}

// A second press while the first is under way is not sent; the server would take it as the same anyway.
function guardDoubleSends() {
  for (const form of document.querySelectorAll("form[method=post]:not([data-after-saving]):not([data-lock-now])")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
      setTimeout(() => { delete form.dataset.sent; }, PRESSED_TWICE_MS);
    });
  }
}
