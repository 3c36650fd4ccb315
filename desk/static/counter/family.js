// The family page: adding people without asking the server (an empty member is on the page), and what is left to ask.

import { depends } from "./depends.js";
import { valueOf } from "./fields.js";

const NEW = /^new\d+$/;
const MOST_NEW = 999;

export function addMembers(here) {
  const button = here.querySelector("[data-add-member]");
  if (!button) return;
  button.addEventListener("click", () => bring(here, unusedKey(here)).querySelector("input").focus());
  for (const member of here.querySelectorAll("[data-member]")) depends(member);
  here.addEventListener("toggle", noteOpened, true);
  here.addEventListener("answered", (event) => {
    const member = event.detail.closest("[data-member]");
    if (member) depends(member);
    countLeft(event.detail.closest("details.group"), member);
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

// What lay open was seen and read back; what stayed folded was not asked.
function noteOpened(event) {
  const opened = event.target.matches("[data-member]") && event.target.open && event.target.querySelector("[name=opened]");
  if (opened) opened.disabled = false;
}

// Work is looked for from sixteen on; how old somebody is, the server knows from the number.
export function offerWork(grown) {
  for (const button of document.querySelectorAll('[data-who] button[value]:not([value=""])')) {
    button.hidden = !grown.includes(button.value);
  }
}

// People who were added while the line was down are known to this computer alone: they get their place on the page again.
export function bringAgain(here, keys) {
  if (!here.querySelector("[data-blank]")) return;
  for (const key of new Set(keys)) {
    if (NEW.test(key) && !memberOf(here, key)) bring(here, key);
  }
}

function bring(here, key) {
  const made = here.querySelector("[data-blank]").content.firstElementChild.cloneNode(true);
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
  who.querySelector('[value=""]').before(seek);
  return made;
}

// By chance, so that two desks that add somebody at the same moment mean two people.
function unusedKey(here) {
  for (;;) {
    const key = `new${1 + crypto.getRandomValues(new Uint16Array(1))[0] % MOST_NEW}`;
    if (!memberOf(here, key)) return key;
  }
}

function memberOf(here, key) {
  return here.querySelector(`[data-member="${key}"]`);
}

// What has been answered is no longer marked as to be asked.
function countLeft(group, member) {
  const badge = group?.querySelector("summary .to-ask");
  if (badge) badge.hidden = ![...group.querySelectorAll(".field:not([hidden])")].some(isMissing);
  if (!member) return;
  const left = member.querySelectorAll(".group:not([hidden]) summary .to-ask:not([hidden])").length;
  const said = member.querySelector("[data-left]");
  said.textContent = said.dataset.left.replace("{}", left);
  said.hidden = !left;
  member.querySelector(".all-known").hidden = Boolean(left);
}

// Choices want an answer, and so do name and number; other texts may stay empty.
function isMissing(field) {
  if (["gone", "protections"].includes(field.dataset.name)) return false;
  if (field.querySelector("input[type=radio], input[type=checkbox]")) return !field.querySelector("input:checked");
  const part = field.closest("[data-member]");
  if (field.dataset.name === "id_number" && valueOf(part.querySelector('[data-name="no_id_because"]'))) return false;
  const wanted = field.querySelector("select") || ["name", "id_number"].includes(field.dataset.name);
  return Boolean(wanted) && !valueOf(field) && !field.querySelector(".hidden-note");
}
