// The screen that faces the resident: shows what the clerk's window says, and nothing as soon as it says nothing.

const CHANNEL = "jobmatch.facing";
const LOCKED = "jobmatch.locked";
const SVG = "http://www.w3.org/2000/svg";
const SILENCE_MS = 3000;
const LOOK_EVERY_MS = 500;

const page = document.querySelector("[data-facing]");
const idle = page.querySelector("[data-idle]");
const live = page.querySelector("[data-live]");
const part = (name) => live.querySelector(`[data-${name}]`);
const channel = new BroadcastChannel(CHANNEL);
let heard = 0;
let stands = "";

function blank() {
  stands = "";
  live.hidden = true;
  idle.hidden = false;
  for (const name of ["title", "lines", "choices", "cards"]) part(name).replaceChildren();
}

function show(said) {
  const now = JSON.stringify(said);
  if (now === stands) return;
  stands = now;
  part("title").textContent = said.title;
  part("silent").hidden = !said.silent;
  part("lines").replaceChildren(...said.lines.map((line) => make("li", line)));
  part("choices").replaceChildren(...said.choices.map(choice));
  part("cards").replaceChildren(...(said.cards ?? []).map(card));
  for (const name of ["lines", "choices", "cards"]) part(name).hidden = !part(name).childElementCount;
  idle.hidden = true;
  live.hidden = false;
}

function make(tag, words, ...within) {
  const made = document.createElement(tag);
  made.textContent = words;
  made.append(...within);
  return made;
}

function choice({ words, picture, chosen, key, value, none }) {
  const button = make("button", "", ...(picture ? [drawn(picture)] : []), make("span", words));
  button.type = "button";
  button.setAttribute("aria-pressed", String(chosen));
  button.addEventListener("click", () => channel.postMessage({ touched: { key, value, none } }));
  return make("li", "", button);
}

// A picture of our own sheet, as it stands beside the words on the clerk's page.
function drawn(picture) {
  const image = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", picture);
  image.setAttribute("aria-hidden", "true");
  image.append(use);
  return image;
}

function card({ title, money, facts, why }) {
  const list = make("ul", "", ...facts.map((one) => make("li", one)));
  return make("li", "", make("h2", title), make("p", money), list, make("p", why));
}

channel.addEventListener("message", ({ data }) => {
  if (!("shown" in data)) return;
  heard = performance.now();
  if (data.shown && !localStorage.getItem(LOCKED)) show(data.shown);
  else blank();
});
window.addEventListener("storage", (event) => {
  if (event.key === LOCKED && event.newValue) blank();
});
// A clerk's window that was closed or hidden says nothing any more.
setInterval(() => {
  if (stands && performance.now() - heard > SILENCE_MS) blank();
}, LOOK_EVERY_MS);
channel.postMessage({ hello: true });
