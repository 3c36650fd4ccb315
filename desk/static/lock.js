// Covers a page of the staff on which nobody has typed for two minutes, and uncovers it for the same person's password.
// The page beneath stays as it is. All windows of a browser share one sign-in, so they share the last touch and the lock:
// two times in local storage, nothing else.

const IDLE_MS = 2 * 60 * 1000;
const LOOK_EVERY_MS = 5 * 1000;
const TOUCH_EVERY_MS = 1000;
const TOUCHED = "jobmatch.touched";
const LOCKED = "jobmatch.locked";

const cover = document.getElementById("cover");
const form = cover.querySelector("form");
const password = form.elements.password;
const wrong = form.querySelector(".wrong");
const signIn = form.querySelector("[data-sign-in]");

let locked = false;
let lockTold = false;
let touched = 0;

function send(address, fields) {
  const body = new URLSearchParams(fields);
  const token = document.querySelector('meta[name="csrf-token"]').content;
  return fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } });
}

function touch() {
  const now = Date.now();
  if (!locked && now - touched > TOUCH_EVERY_MS) {
    touched = now;
    localStorage.setItem(TOUCHED, String(now));
  }
}

function lock() {
  hide();
  localStorage.setItem(LOCKED, String(Date.now()));
  tellServer();
}

function hide() {
  if (!locked) {
    locked = true;
    lockTold = false;
    say("");
    form.reset();
    cover.showModal();
    password.focus();
  }
}

// A server that cannot be reached is told later; the cover does not wait for it.
async function tellServer() {
  try {
    lockTold = (await send(cover.dataset.lock, {})).ok;
  } catch {
    lockTold = false;
  }
}

function uncover() {
  locked = false;
  form.reset();
  cover.close();
  touched = 0;
  touch();
}

function say(words) {
  wrong.textContent = words;
  wrong.hidden = !words;
}

async function unlock(event) {
  event.preventDefault();
  say("");
  let answer;
  let words;
  try {
    answer = await send(form.action, { password: password.value });
    words = await answer.json();
  } catch {
    say(cover.dataset.offline);
    return;
  }
  if (answer.ok) {
    localStorage.removeItem(LOCKED);
    uncover();
    return;
  }
  say(words.advice);
  signIn.hidden = answer.status !== 401;
  password.value = "";
  password.focus();
}

function look() {
  if (locked) {
    if (!lockTold) {
      tellServer();
    }
  } else if (localStorage.getItem(LOCKED)) {
    hide();
  } else if (Date.now() - Number(localStorage.getItem(TOUCHED)) >= IDLE_MS) {
    lock();
  }
}

function heard(event) {
  if (event.key === LOCKED && event.newValue) {
    hide();
    lockTold = true;
  } else if (event.key === LOCKED && locked) {
    uncover();
  }
}

// The server shows no page of a locked sign-in, so a page that has just come is of one that is open.
localStorage.removeItem(LOCKED);
touch();

for (const kind of ["keydown", "pointerdown", "pointermove", "input", "wheel", "touchstart"]) {
  addEventListener(kind, touch, { passive: true, capture: true });
}
// A browser lets itself be asked twice to close a dialog, by Escape or by the "back" of a telephone; the cover comes back.
cover.addEventListener("cancel", (event) => event.preventDefault());
cover.addEventListener("close", () => {
  if (locked) {
    cover.showModal();
    password.focus();
  }
});
form.addEventListener("submit", unlock);
document.querySelector("[data-lock-now]").addEventListener("submit", (event) => {
  event.preventDefault();
  lock();
});
addEventListener("storage", heard);
// A page that comes back by the "back" button, or a machine that was asleep, is looked at before it is read.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    look();
  }
});
document.addEventListener("visibilitychange", look);
setInterval(look, LOOK_EVERY_MS);
