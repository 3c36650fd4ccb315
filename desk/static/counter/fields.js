// Reading and showing the fields of the form; what the server said of them.

import { words } from "./words.js";

export function fieldOf(here, key) {
  return here.querySelector(`.field[data-key="${CSS.escape(key)}"]`);
}

export function valueOf(field) {
  if (field.dataset.many === "yes") {
    return [...field.querySelectorAll("input:checked:not([data-none])")].map((input) => input.value);
  }
  const checked = field.querySelector("input[type=radio]:checked");
  if (checked) return checked.value;
  return field.querySelector("input:not([type=radio]), select")?.value ?? "";
}

export function show(field, value) {
  for (const input of field.querySelectorAll("input[type=radio], input[type=checkbox]")) {
    input.checked = input.hasAttribute("data-none") ? !value.length : Array.isArray(value) ? value.includes(input.value) : input.value === value;
  }
  const single = field.querySelector("input:not([type=radio]):not([type=checkbox]), select");
  if (single) single.value = value;
}

// "None of these" and the others exclude each other.
export function onlyNone(input, field) {
  if (input.type !== "checkbox" || !input.checked) return;
  for (const other of field.querySelectorAll("input[type=checkbox]")) {
    if (other !== input && input.hasAttribute("data-none") !== other.hasAttribute("data-none")) other.checked = false;
  }
}

export function mark(field, text, kind) {
  const state = field?.querySelector(".field-state");
  if (!state) return;
  state.className = `field-state ${kind}`;
  state.textContent = text;
  for (const input of field.querySelectorAll("input, select")) input.setAttribute("aria-invalid", kind === "bad" ? "true" : "false");
}

// Unfolds and turns to what something stands in, and leads the eye there.
export function reveal(element) {
  if (!element) return;
  const question = element.closest("[data-question]");
  if (question) location.hash = `#q-${question.dataset.question}`;
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  requestAnimationFrame(() => {
    (element.closest("[data-whole]") ?? element).scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
  });
}

export function inWords(field, value) {
  const labels = [...field.querySelectorAll("label.tile")].filter((label) => {
    const input = label.querySelector("input");
    return !input.hasAttribute("data-none") && (Array.isArray(value) ? value.includes(input.value) : value !== "" && input.value === value);
  }).map((label) => label.textContent.trim());
  if (labels.length) return labels.join(words.also);
  const option = [...field.querySelectorAll("option")].find((one) => one.value === value);
  return option ? option.textContent : Array.isArray(value) ? "" : value;
}
