// Answers on their way: kept on this computer from the moment they are given until the server has them, and no longer.

export class Outbox {
  constructor(code) {
    this.name = `jobmatch.counter.${code}`;
    this.waiting = new Map(JSON.parse(localStorage.getItem(this.name) || "[]"));
  }

  put(key, value, seen) {
    this.waiting.set(key, { value, seen, token: crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`.slice(0, 36) });
    this.keep();
  }

  drop(key, token) {
    if (this.waiting.get(key)?.token === token) this.waiting.delete(key);
    this.keep();
  }

  keep() {
    if (this.waiting.size) localStorage.setItem(this.name, JSON.stringify([...this.waiting]));
    else localStorage.removeItem(this.name);
  }
}

export function put(address, body) {
  return fetch(address, {
    method: "PUT",
    headers: {
      "Content-Type": "application/json", Accept: "application/json",
      "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content,
    },
    body: JSON.stringify(body),
  });
}
