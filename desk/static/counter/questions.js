// The eight questions, one a screen; the browser's "back" goes to the one before.

import { depends } from "./depends.js";
import { inWords, reveal, valueOf } from "./fields.js";
import { words } from "./words.js";

export function onePerScreen(here) {
  const screens = [...here.querySelectorAll(".question")];
  const review = screens.length;
  const asked = screens.filter((one) => one.dataset.asked === "yes").map((one) => Number(one.dataset.question));
  const paging = here.querySelector(".paging");
  let shown = null;
  here.classList.add("one-per-screen");

  // The address says which question is shown; one that points elsewhere (the skip link) turns no page.
  function number() {
    const found = Number(location.hash.replace("#q-", ""));
    return found >= 1 && found <= review ? found : null;
  }

  function turn() {
    const now = number();
    if (!now || now === shown) return;
    shown = now;
    for (const screen of screens) screen.hidden = Number(screen.dataset.question) !== now;
    if (now === review) readBack(here, paging.dataset.unsaid);
    paging.querySelector("[data-back]").disabled = now === 1;
    paging.querySelector("[data-next]").hidden = now === review;
    paging.querySelector("[data-done]").hidden = now !== review;
    screens[now - 1].focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  // Turned at once: the event comes a moment later, when a quick hand may already be at the first answer.
  function go(to) {
    location.hash = `#q-${to}`;
    turn();
  }

  paging.querySelector("[data-next]").addEventListener("click", () => {
    // What was refused on this screen is mended here, not found again at the end.
    const doubtful = screens[number() - 1].querySelector('[aria-invalid="true"]');
    if (doubtful) reveal(doubtful);
    else go(asked.find((one) => one > number()) ?? review);
  });
  paging.querySelector("[data-back]").addEventListener("click", () => go(number() - 1));
  window.addEventListener("hashchange", turn);
  depends(here);
  here.addEventListener("answered", () => depends(here));
  if (!number()) history.replaceState(null, "", `#q-${asked.find((one) => screens[one - 1].dataset.answered === "no") ?? review}`);
  turn();
}

function readBack(here, unsaid) {
  for (const line of here.querySelectorAll("[data-answer-of]")) {
    const question = here.querySelector(`[data-question="${line.dataset.answerOf}"]`);
    const quick = question.querySelector("[data-quick] [aria-pressed=true]");
    const fields = [...question.querySelectorAll(".field:not([hidden])")].filter((field) => !quick || !field.matches(".field-time"));
    const said = [...(quick ? [quick] : []), ...fields].map(sentence).filter(Boolean);
    line.textContent = said.join(words.then) || unsaid;
    line.classList.toggle("unsaid", !said.length);
  }
}

// What is chosen speaks for itself; what is written is said with what was asked.
function sentence(part) {
  if (part.matches(".preset")) return part.textContent.trim();
  const none = part.querySelector("[data-none]:checked");
  if (none) return none.parentElement.textContent.trim();
  const text = inWords(part, valueOf(part));
  if (!text || part.querySelector("label.tile")) return text;
  const unit = part.querySelector(".unit");
  return `${part.querySelector(".field-name").textContent.replace(/[？?：:（(].*$/, "").trim()}${words.of}${text}${unit ? ` ${unit.textContent}` : ""}`;
}
