// Answers on their way: kept on this computer from the moment they are given until the server has them, and no longer.

const NAME = "jobmatch.counter.";
// So long a visit can be gone on with; what is older belongs to one that the server has closed.
const OLDEST_MS = 7 * 24 * 3600 * 1000;

// Every answer has an entry of its own, so that two windows on one family do not overwrite each other's.
export class Outbox {
  constructor(code) {
    this.name = `${NAME}${code}.`;
    this.waiting = new Map(stored(this.name).map(([name, entry]) => [name.slice(this.name.length), entry]));
  }

  put(key, value, seen) {
    this.waiting.set(key, { value, seen, token: mark(), at: Date.now() });
    this.keep(key);
  }

  drop(key, token) {
    if (this.waiting.get(key)?.token === token) this.waiting.delete(key);
    if (read(this.name + key)?.token === token) localStorage.removeItem(this.name + key);
  }

  keep(key) {
    localStorage.setItem(this.name + key, JSON.stringify(this.waiting.get(key)));
  }
}

// A visit that is finished takes no answers any more: what waited for it here is removed; says how many those were.
export function giveUp(code) {
  const waiting = new Outbox(code).waiting;
  for (const key of waiting.keys()) localStorage.removeItem(`${NAME}${code}.${key}`);
  return waiting.size;
}

// The visits that have answers waiting on this computer.
export function unsent() {
  return [...new Set(stored(NAME).map(([name]) => name.slice(NAME.length).split(".")[0]))];
}

export function put(address, body) {
  return fetch(address, {
    method: "PUT",
    keepalive: true,
    headers: {
      "Content-Type": "application/json", Accept: "application/json",
      "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
    },
    body: JSON.stringify(body),
  });
}

// Whoever has signed in again in another window has another mark for forms; this page takes it over.
export async function renewMark() {
  const page = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  const now = new DOMParser().parseFromString(await page.text(), "text/html").querySelector('meta[name="csrf-token"]')?.content;
  if (!page.ok || !now) return false;
  document.querySelector('meta[name="csrf-token"]').content = now;
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = now;
  return true;
}

function stored(name) {
  const found = Object.keys(localStorage).filter((one) => one.startsWith(name)).map((one) => [one, read(one)]);
  const old = found.filter(([, entry]) => !entry || Date.now() - entry.at > OLDEST_MS);
  for (const [one] of old) localStorage.removeItem(one);
  return found.filter((one) => !old.includes(one));
}

function read(name) {
  return JSON.parse(localStorage.getItem(name) || "null");
}

function mark() {
  return crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`.slice(0, 36);
}
