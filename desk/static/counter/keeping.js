// Every answer is sent as soon as it is given; what cannot be sent waits, and is sent when the line is back.

import { fieldOf, inWords, mark, onlyNone, show, valueOf } from "./fields.js";
import { Outbox, put } from "./outbox.js";
import { words } from "./words.js";

const SEND_AGAIN_MS = 4000;
const TYPING_MS = 900;

export function keepAnswers(here) {
  const outbox = new Outbox(here.dataset.visit);
  const line = document.querySelector("[data-line]");
  let sending = null;
  let cut = false;

  function say(text, kind) {
    line.replaceChildren(text);
    line.className = `line-state ${kind}`;
    line.hidden = !text;
  }

  function send() {
    sending ??= sendAll().finally(() => { sending = null; });
    return sending;
  }

  async function sendAll() {
    for (const [key, entry] of [...outbox.waiting]) {
      const field = fieldOf(here, key);
      mark(field, words.saving, "");
      let answer;
      try {
        answer = await put(here.dataset.keep, { key, value: entry.value, seen: entry.seen, token: entry.token });
      } catch {
        cut = true;
        mark(field, "", "");
        say(words.offline, "cut");
        return false;
      }
      if (!(await took(key, entry, field, answer))) return false;
    }
    if (cut) say("", "");
    cut = false;
    return true;
  }

  async function took(key, entry, field, answer) {
    if (answer.status === 401 || answer.status === 423 || (answer.status === 403 && answer.redirected)) return askToSignIn();
    const said = await answer.json().catch(() => ({}));
    if (answer.status >= 500) { cut = true; say(words.offline, "cut"); return false; }
    outbox.drop(key, entry.token);
    if (answer.ok) {
      if (field) field.dataset.seen = said.revision;
      follow(key, said.revision);
      mark(field, words.saved, "good");
      const back = document.querySelector("[data-read-back]");
      if (back && said.read_back !== undefined) back.textContent = said.read_back;
    } else if (answer.status === 409) {
      conflict(field, key, entry, said);
    } else {
      mark(field, said.message || words.again, "bad");
    }
    return true;
  }

  // An answer that waits behind this one was given on top of it.
  function follow(key, revision) {
    const next = outbox.waiting.get(key);
    if (next) { next.seen = revision; outbox.keep(); }
  }

  function askToSignIn() {
    const link = document.createElement("a");
    link.href = "/sign-in";
    link.target = "_blank";
    link.textContent = words.signInLink;
    say("", "cut");
    line.hidden = false;
    line.append(words.signIn, " ", link);
    return false;
  }

  function conflict(field, key, entry, said) {
    if (!field) return;
    mark(field, said.message, "bad");
    const state = field.querySelector(".field-state");
    for (const [text, value] of [[words.mine, entry.value], [words.theirs, said.value]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "preset";
      button.textContent = `${text}：${inWords(field, value)}`;
      button.addEventListener("click", () => {
        field.dataset.seen = said.revision;
        show(field, value);
        changed(field);
      });
      state.append(" ", button);
    }
  }

  function changed(field) {
    outbox.put(field.dataset.key, valueOf(field), Number(field.dataset.seen));
    send();
  }

  let typing;
  here.addEventListener("input", (event) => {
    const field = event.target.closest(".field");
    if (!field) return;
    onlyNone(event.target, field);
    clearTimeout(typing);
    if (event.target.matches("input:not([type]), input[type=text]")) {
      // What is typed is safe at once on this computer, and sent when the fingers rest.
      outbox.put(field.dataset.key, valueOf(field), Number(field.dataset.seen));
      typing = setTimeout(send, TYPING_MS);
    }
    here.dispatchEvent(new CustomEvent("answered", { detail: field }));
  });
  here.addEventListener("change", (event) => {
    const field = event.target.closest(".field");
    if (!field) return;
    clearTimeout(typing);
    changed(field);
    here.dispatchEvent(new CustomEvent("answered", { detail: field }));
  });
  here.addEventListener("click", (event) => {
    const preset = event.target.closest("[data-presets] .preset");
    if (preset) set(preset.closest(".field"), preset.dataset.value);
    const quick = event.target.closest("[data-quick] .preset");
    if (quick) {
      const question = quick.closest(".question");
      for (const [name, value] of Object.entries(JSON.parse(quick.dataset.set))) set(question.querySelector(`[data-name="${name}"]`), value);
    }
  });

  function set(field, value) {
    show(field, value);
    changed(field);
    here.dispatchEvent(new CustomEvent("answered", { detail: field }));
  }

  for (const form of document.querySelectorAll("[data-after-saving]")) {
    form.addEventListener("submit", async (event) => {
      const doubtful = here.querySelector('[aria-invalid="true"]');
      if (doubtful) {
        event.preventDefault();
        doubtful.focus();
        return;
      }
      if (!outbox.waiting.size && !sending) return;
      event.preventDefault();
      const pressed = event.submitter;
      await sending;
      if ((await send()) && !outbox.waiting.size) form.requestSubmit(pressed);
      else if (cut) say(words.wait, "cut");
    });
  }

  for (const [key, entry] of outbox.waiting) {
    const field = fieldOf(here, key);
    if (field) show(field, entry.value);
  }
  send();
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(() => { if (outbox.waiting.size) send(); }, SEND_AGAIN_MS);
}
