// What is typed into a form and not yet with the server comes back when the form is shown again: after a sign-in that
// ended, a line that was cut, a page that was left. It stays in this window, for whoever typed it, and goes when it is
// with the server, at the sign-out, and with the window. Without this file the browser's own memory has to do.

const FORMS = [...document.querySelectorAll("form[data-kept]")];
const MINE = `jobmatch.kept.${document.querySelector('#cover input[name="name"]').value}.`;
const SENT = `${MINE}sent`;

function nameOf(form) {
  return MINE + new URL(form.getAttribute("action"), location.href).pathname + (form.dataset.kept ? `#${form.dataset.kept}` : "");
}

function forgetAll() {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith("jobmatch.kept.")) sessionStorage.removeItem(name);
  }
}

function says(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
}

/** The fields that somebody fills in: not what the page says of itself, nor what was sent by the way. */
function fields(form) {
  return [...form.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type) && !("byTheWay" in field.dataset));
}

function keptOf(form) {
  return JSON.parse(sessionStorage.getItem(nameOf(form)) ?? "[]");
}

/** Each with what the page showed there when the typing began. */
function keep(form, shown) {
  const before = new Map(keptOf(form).map(([name, , first]) => [name, first]));
  const typed = fields(form)
    .map((field) => [field, before.get(field.name) ?? shown.get(field.name) ?? ""])
    .filter(([field, first]) => (field.type === "radio" || field.type === "checkbox" ? field.checked : field.value || first))
    .map(([field, first]) => [field.name, field.value, first]);
  sessionStorage.setItem(nameOf(form), JSON.stringify(typed));
}

function bringBack(form, shown) {
  const typed = keptOf(form);
  for (const field of fields(form)) {
    const said = typed.find(([name]) => name === field.name);
    if (!said) continue;
    if (field.type === "checkbox") {
      field.checked = typed.some(([name, value]) => name === field.name && value === field.value);
      continue;
    }
    const there = shown.get(field.name) ?? "";
    if (there && there !== said[2]) continue; // what the server or the browser has brought meanwhile stays
    if (field.type === "radio") field.checked = said[1] === field.value;
    else field.value = said[1];
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }
}

for (const answered of document.querySelectorAll("[data-done-with]")) sessionStorage.removeItem(MINE + answered.dataset.doneWith);
// The form that was sent is with the server if the page says what was done; if it does not, somebody has to sign in again.
const sent = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (sent && document.querySelector(".said")) sessionStorage.removeItem(sent);

for (const form of FORMS) {
  const shown = new FormData(form);
  bringBack(form, shown);
  form.addEventListener("input", () => keep(form, shown));
  form.addEventListener("change", () => keep(form, shown));
  form.addEventListener("submit", (event) => {
    keep(form, shown);
    // A button that leads elsewhere sends something by the way; the rest is still being typed, and this window keeps it.
    if (event.submitter?.hasAttribute("formaction")) form.append(says("kept", "yes"));
    else sessionStorage.setItem(SENT, nameOf(form));
  });
}
for (const form of document.querySelectorAll('form[action$="/sign-out"]')) {
  form.addEventListener("submit", forgetAll);
}
