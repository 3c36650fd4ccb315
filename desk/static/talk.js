// A talk asks only what the answers so far lead to; without this file every question stands there with its hint.
// All is well with one tap: what was not answered is ticked here, and the server is asked for nothing.

const form = document.querySelector("[data-talk]");

/** Shows the questions that are asked now; one that is hidden leads to no other. */
function follow() {
  const given = new Set();
  for (const question of form.querySelectorAll("[data-key]")) {
    const after = question.dataset.onlyIf;
    const asked = !after || after.split(" ").some((answer) => given.has(answer));
    question.hidden = !asked;
    const tapped = asked && question.querySelector("input:checked");
    if (tapped) given.add(`${question.dataset.key}=${tapped.value}`);
  }
}

/** Ticks what is well wherever nothing was ticked, and leads to what still has to be typed, or to the end. */
function allWell(event) {
  event.preventDefault();
  for (const question of form.querySelectorAll("[data-key]")) {
    const tap = question.querySelector("input[data-well]");
    if (tap && !question.querySelector("input:checked")) tap.checked = true;
  }
  form.dispatchEvent(new Event("change"));
  const open = [...form.querySelectorAll("[data-key]:not([hidden]) input:not([type=radio])")].find((one) => !one.value);
  (open ?? form.querySelector(".big")).focus();
}

if (form) {
  form.classList.add("follows");
  form.addEventListener("change", follow);
  form.querySelector("button[data-well]")?.addEventListener("click", allWell);
  follow();
}
