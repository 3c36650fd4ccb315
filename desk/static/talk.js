// A talk asks only what the answers so far lead to; without this file every question stands there with its hint.

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

if (form) {
  form.classList.add("follows");
  form.addEventListener("change", follow);
  follow();
}
