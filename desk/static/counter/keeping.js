// Every answer is sent as soon as it is given; what cannot be sent waits, and is sent when the line is back.

import { askWhichHolds } from "./dispute.js";
import { bringAgain, offerWork } from "./family.js";
import { fieldOf, mark, onlyNone, reveal, show, valueOf } from "./fields.js";
import { say } from "./line.js";
import { Outbox, put, renewMark } from "./outbox.js";
import { followPresets, pressPreset } from "./presets.js";
import { vouch } from "./twice.js";
import { words } from "./words.js";

const SEND_AGAIN_MS = 4000;
const TYPING_MS = 900;
// The server has answered: it has kept the answer, or has said why it cannot.
const GONE = 404;
const SETTLED = [200, GONE, 422];
const SIGN_IN_FIRST = [401, 403];
const [BAD_REQUEST, CONFLICT, LOCKED] = [400, 409, 423];

export function keepAnswers(here) {
  const outbox = new Outbox(here.dataset.visit);
  const disputed = new Set();
  let sending = null;
  let cut = false;

  function send() {
    sending ??= sendAll().finally(() => { sending = null; });
    return sending;
  }

  async function sendAll() {
    for (let next = first(); next; next = first()) {
      const [key, entry] = next;
      mark(fieldOf(here, key), words.saving, "");
      if (!(await sendOne(key, entry))) {
        cut = true;
        mark(fieldOf(here, key), "", "");
        return false;
      }
    }
    if (cut) say();
    cut = false;
    return true;
  }

  function first() {
    return [...outbox.waiting].find(([key]) => !disputed.has(key));
  }

  async function sendOne(key, entry, again = false) {
    let answer;
    try {
      answer = await put(here.dataset.keep, { key, value: entry.value, seen: entry.seen, token: entry.token });
      if (answer.status === BAD_REQUEST && !again && (await renewMark())) return sendOne(key, entry, true);
    } catch {
      say(words.offline);
      return false;
    }
    if (SETTLED.includes(answer.status) || answer.status === CONFLICT) {
      took(key, entry, answer.status, await answer.json().catch(() => ({})));
      return true;
    }
    if (SIGN_IN_FIRST.includes(answer.status)) say(words.signIn, " ", signInLink());
    // Over a locked screen lies the cover, which says what to do.
    else if (answer.status !== LOCKED) say(answer.status === BAD_REQUEST ? words.again : words.offline);
    return false;
  }

  function took(key, entry, status, said) {
    const field = fieldOf(here, key);
    if (!field && status !== 200 && status !== GONE) {
      // What cannot be taken as it stands waits until the page that asks it is open again.
      disputed.add(key);
      say(words.elsewhere);
      return;
    }
    if (status === CONFLICT) {
      disputed.add(key);
      askWhichHolds(field, entry.value, said, (value) => {
        field.dataset.seen = said.revision;
        show(field, value);
        answered(field);
      });
      return;
    }
    outbox.drop(key, entry.token);
    if (status !== 200) {
      mark(field, said.message || words.again, "bad");
      return;
    }
    if (field) field.dataset.seen = said.revision;
    // Of a whole line that a reader typed the number is kept, and that is what stands there.
    if (field?.dataset.shape === "id_number" && valueOf(field) === entry.value) show(field, said.value);
    follow(key, said.revision);
    mark(field, said.doubt || words.saved, said.doubt ? "bad" : "good");
    vouch(here, key, said, answered);
    const back = document.querySelector("[data-read-back]");
    if (back) back.textContent = said.read_back;
    offerWork(said.grown);
  }

  // An answer that waits behind this one was given on top of it.
  function follow(key, revision) {
    const next = outbox.waiting.get(key);
    if (next) {
      next.seen = revision;
      outbox.keep(key);
    }
  }

  function answered(field) {
    hold(field);
    send();
    here.dispatchEvent(new CustomEvent("answered", { detail: field }));
  }

  // Safe at once on this computer.
  function hold(field) {
    disputed.delete(field.dataset.key);
    field.dataset.said = "yes";
    outbox.put(field.dataset.key, valueOf(field), Number(field.dataset.seen));
  }

  let typing;
  here.addEventListener("input", (event) => {
    const field = event.target.closest(".field");
    if (!field) return;
    onlyNone(event.target, field);
    clearTimeout(typing);
    if (event.target.matches("input:not([type])")) {
      // What is typed is sent when the fingers rest.
      hold(field);
      typing = setTimeout(send, TYPING_MS);
    }
    here.dispatchEvent(new CustomEvent("answered", { detail: field }));
  });
  here.addEventListener("change", (event) => {
    const field = event.target.closest(".field");
    if (!field) return;
    clearTimeout(typing);
    answered(field);
  });
  here.addEventListener("click", (event) => pressPreset(event.target, answered));
  followPresets(here);

  for (const form of document.querySelectorAll("[data-after-saving]")) {
    form.addEventListener("submit", (event) => {
      const doubtful = here.querySelector('[aria-invalid="true"]');
      if (doubtful) {
        event.preventDefault();
        reveal(doubtful);
      } else if (outbox.waiting.size || sending) {
        event.preventDefault();
        goOnWhenKept(form, event.submitter);
      }
    });
  }

  async function goOnWhenKept(form, pressed) {
    await sending;
    if ((await send()) && !outbox.waiting.size) form.requestSubmit(pressed);
    else if (cut && !document.querySelector("[data-line] a")) say(words.wait);
    else if (here.querySelector('[aria-invalid="true"]')) reveal(here.querySelector('[aria-invalid="true"]'));
    else say(words.elsewhere);
  }

  bringAgain(here, [...outbox.waiting.keys()].map((key) => key.split(".")[0]));
  for (const [key, entry] of outbox.waiting) {
    const field = fieldOf(here, key);
    if (field) show(field, entry.value);
  }
  send();
  window.addEventListener("online", send);
  // Whoever goes on before the fingers have rested takes nothing away: the browser sends it all the same.
  window.addEventListener("pagehide", () => {
    for (const [key, entry] of outbox.waiting) {
      if (!disputed.has(key)) put(here.dataset.keep, { key, value: entry.value, seen: entry.seen, token: entry.token }).catch(() => {});
    }
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(() => { if (outbox.waiting.size) send(); }, SEND_AGAIN_MS);
}

function signInLink() {
  const link = document.createElement("a");
  link.href = "/sign-in";
  link.target = "_blank";
  link.textContent = words.signInLink;
  return link;
}
