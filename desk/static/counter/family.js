// Adding people to the family without asking the server: an empty member is on the page.

import { depends } from "./depends.js";

export function addMembers(here) {
  const button = here.querySelector("[data-add-member]");
  if (!button) return;
  const blank = here.querySelector("[data-blank]");
  button.addEventListener("click", () => {
    const key = `new${button.dataset.next++}`;
    const made = blank.content.firstElementChild.cloneNode(true);
    made.dataset.member = key;
    for (const element of made.querySelectorAll("*")) {
      for (const attribute of element.attributes) {
        if (attribute.value.includes("new0")) attribute.value = attribute.value.replaceAll("new0", key);
      }
    }
    here.querySelector("[data-members]").append(made);
    depends(made);
    const who = document.querySelector("[data-who]");
    const seek = document.createElement("button");
    seek.className = "button quiet-button";
    seek.type = "submit";
    seek.name = "whom";
    seek.value = key;
    seek.textContent = who.dataset.words.replace("{}", "…");
    who.prepend(seek);
    made.querySelector("input").focus();
  });
  for (const member of here.querySelectorAll("[data-member]")) depends(member);
  here.addEventListener("answered", (event) => {
    const member = event.detail.closest("[data-member]");
    if (member) depends(member);
  });
  here.addEventListener("input", (event) => {
    const field = event.target.closest('[data-name="name"]');
    if (!field) return;
    const key = field.dataset.key.split(".")[0];
    const name = event.target.value.trim() || "…";
    const shown = here.querySelector(`[data-name-of="${key}"]`);
    if (shown) shown.textContent = name;
    const seek = document.querySelector(`[data-who] [value="${key}"]`);
    if (seek) seek.textContent = document.querySelector("[data-who]").dataset.words.replace("{}", name);
  });
}
