// The counter's pages: sets to work what a page has.

import { addMembers } from "./family.js";
import { reveal } from "./fields.js";
import { face } from "./facing.js";
import { keepAnswers } from "./keeping.js";
import { say } from "./line.js";
import { giveUp, unsent } from "./outbox.js";
import { onePerScreen } from "./questions.js";
import { listenForCards, markNumbersRead } from "./reader.js";
import { words } from "./words.js";

const PRESSED_TWICE_MS = 4000;
const root = document.querySelector("[data-visit]");

if (root) {
  markNumbersRead(root);
  keepAnswers(root);
  addMembers(root);
  if (root.hasAttribute("data-questions")) onePerScreen(root);
  document.querySelector("[data-findings]")?.focus();
}
reveal(document.querySelector("[data-wrong]"));
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
openFromAddress();
window.addEventListener("hashchange", openFromAddress);
listenForCards(document.querySelector("[data-card]"));
guardDoubleSends();
face(root);
nameUnsent();
sayWhatIsGivenUp();

// An address that points into something folded opens it.
function openFromAddress() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || target.id === "main") return;
  if (target.matches("details")) target.open = true;
  reveal(target.matches("input, select, [data-next]") ? target : target.querySelector("input, select, summary") ?? target);
}

// A second press while the first is under way is not sent; the server would take it as the same anyway.
function guardDoubleSends() {
  for (const form of document.querySelectorAll("form[method=post]:not([data-lock-now])")) {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (form.dataset.sent || !navigator.onLine) event.preventDefault();
      if (!navigator.onLine) {
        say(words.later);
        return;
      }
      form.dataset.sent = "yes";
      setTimeout(() => { delete form.dataset.sent; }, PRESSED_TWICE_MS);
    });
  }
}

// The first screen names the families whose answers are still on this computer alone.
function nameUnsent() {
  const place = document.querySelector("[data-unsent]");
  const codes = place ? unsent() : [];
  for (const code of codes) {
    const link = document.createElement("a");
    link.href = `${place.dataset.unsent}/${encodeURIComponent(code)}/family`;
    link.textContent = code;
    place.append(" ", link);
  }
  if (codes.length) place.hidden = false;
}

function sayWhatIsGivenUp() {
  const place = document.querySelector("[data-given-up]");
  if (place && giveUp(place.dataset.givenUp)) place.hidden = false;
}
