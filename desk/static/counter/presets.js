// Buttons that fill fields with what most people say; the one that holds looks pressed.

import { show, valueOf } from "./fields.js";

export function pressPreset(target, answered) {
  const button = target.closest(".preset[data-value], .preset[data-set]");
  if (!button) return;
  for (const [field, value] of sets(button)) {
    show(field, value);
    answered(field);
  }
}

export function followPresets(here) {
  const buttons = [...here.querySelectorAll(".preset[data-value], .preset[data-set]")];
  const look = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(sets(button).every(holds)));
  };
  here.addEventListener("answered", look);
  look();
}

// An empty field says "all day" only if somebody has said so.
function holds([field, value]) {
  const said = value !== "" || field.dataset.said === "yes" || field.dataset.seen !== "0";
  return said && valueOf(field) === value;
}

// The fields that a button fills, with their values.
function sets(button) {
  if (button.dataset.value !== undefined) return [[button.closest(".field"), button.dataset.value]];
  const question = button.closest(".question");
  return Object.entries(JSON.parse(button.dataset.set)).map(([name, value]) => [question.querySelector(`[data-name="${name}"]`), value]);
}
