// Another screen has answered otherwise meanwhile: both answers are shown, and somebody says which holds.

import { inWords, mark } from "./fields.js";
import { words } from "./words.js";

export function askWhichHolds(field, mine, said, decide) {
  if (!field) return;
  mark(field, said.message, "bad");
  const state = field.querySelector(".field-state");
  for (const [text, value] of [[words.mine, mine], [words.theirs, said.value]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "preset";
    button.textContent = `${text}${inWords(field, value) || words.nothing}`;
    button.addEventListener("click", () => decide(value));
    state.append(button);
  }
}
