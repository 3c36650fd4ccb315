// Posting a vacancy: one step at a time, and the advert checked while it is typed. Without this script all steps are
// shown, and the server says the same when the form is sent. What is typed is kept in this browser until the office
// has it (see advert_sent.js).

const form = document.getElementById("offer");
const steps = [...form.querySelectorAll("[data-step]")];
const send = form.querySelector("[data-send]");
const text = form.elements.posted_text;
const title = form.elements.title;
const found = document.getElementById("advert-found");
const words = form.dataset;

const QUIET_MS = 600;
// Two employers may use one browser: each finds only what they themselves have typed.
const WHO = document.querySelector('#cover input[name="name"]').value;
const KEPT = `jobmatch.offer.${WHO}.${location.pathname}`;
let at = 0;
let waiting = 0;
let asked = 0;

function button(label, act, kind) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

const back = button(words.back, () => show(at - 1), "button quiet-button");
const next = button(words.next, forward, "button big");
const way = document.createElement("div");
way.className = "deeds-in-a-row";
way.append(back, next);
send.before(way);
way.append(send);

function show(step, focus = true) {
  at = step;
  steps.forEach((one, index) => { one.hidden = index !== at; });
  back.hidden = at === 0;
  next.hidden = at === steps.length - 1;
  send.hidden = at !== steps.length - 1;
  if (focus) {
    steps[at].querySelector("h2").scrollIntoView();
    steps[at].querySelector("input, select, textarea").focus();
  }
}

function forward() {
  const open = [...steps[at].querySelectorAll("input, select, textarea")].find((one) => !one.reportValidity());
  if (!open) show(at + 1);
}

// A field of a step that is not shown cannot be asked for by the browser: its step is shown first.
send.addEventListener("click", () => {
  const open = steps.findIndex((one) => one.querySelector(":invalid"));
  if (open >= 0) show(open);
});

function paragraph(kind, ...parts) {
  const made = document.createElement("p");
  made.className = kind;
  made.append(...parts);
  return made;
}

function say(answer) {
  found.replaceChildren();
  for (const one of answer.found) {
    const box = document.createElement("div");
    box.className = one.blocks ? "found found-blocks" : "found";
    const mark = document.createElement("span");
    mark.className = one.blocks ? "mark mark-red" : "mark mark-orange";
    mark.textContent = one.blocks ? words.blocks : words.heed;
    const said = document.createElement("q");
    said.textContent = one.words;
    box.append(paragraph("", mark, " ", said), paragraph("", one.because), paragraph("quiet", words.instead, one.instead));
    found.append(box);
  }
  if (answer.rewritten && answer.rewritten !== text.value) {
    found.append(paragraph("rewritten", answer.rewritten), button(words.take, () => {
      text.value = answer.rewritten;
      keep();
      check();
    }, "button quiet-button"));
  }
}

async function check() {
  asked += 1;
  const mine = asked;
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const body = new URLSearchParams({ text: text.value, title: title.value });
  try {
    const answer = await fetch(words.check, { method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" } });
    if (answer.ok && mine === asked) say(await answer.json());
  } catch {
    // Without a line nothing is said now; the form is checked when it is sent.
  }
}

function keep() {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrf_token");
  localStorage.setItem(KEPT, JSON.stringify(fields));
}

function bringBack() {
  const kept = localStorage.getItem(KEPT);
  if (!kept) return;
  const fields = JSON.parse(kept);
  // A form that is filled already is a post being mended: what was typed comes back while nobody else has changed it.
  const seen = form.elements.seen?.value;
  const same = seen && fields.some(([name, value]) => name === "seen" && value === seen);
  if ((title.value || text.value) && !same) return;
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList) field.value = value;
    else if (field) field.value = value;
  }
}

form.addEventListener("input", keep);
for (const field of [text, title]) {
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, QUIET_MS);
  });
}

bringBack();
const wrong = steps.findIndex((one) => one.querySelector("[aria-invalid], .wrong-words"));
show(Math.max(0, wrong), wrong >= 0);
if (text.value) check();
