// What the clerk's window says to the screen that faces the resident: the question being asked, the three promises, the
// cards. It goes from window to window of one browser and over no line; what is not being asked is not said.

const CHANNEL = "jobmatch.facing";
const LOCKED = "jobmatch.locked";
const BEAT_MS = 1000;
// Answers that others need not hear: the resident touches them on the own screen.
const ASKED_SILENTLY = ["body", "money", "pay"];

export function face(root) {
  if (!("BroadcastChannel" in window)) return;
  const channel = new BroadcastChannel(CHANNEL);
  let field = null;

  function tell() {
    if (document.visibilityState === "visible" && !localStorage.getItem(LOCKED)) channel.postMessage({ shown: shown(root, field) });
  }

  document.addEventListener("focusin", (event) => {
    const now = event.target.closest?.(".field");
    if (now) field = now;
    tell();
  });
  root?.addEventListener("answered", () => setTimeout(tell));
  document.addEventListener("change", () => setTimeout(tell));
  window.addEventListener("hashchange", () => setTimeout(tell));
  window.addEventListener("pagehide", () => channel.postMessage({ shown: null }));
  channel.addEventListener("message", ({ data }) => {
    if (data.hello) tell();
    if (data.touched && document.visibilityState === "visible" && !localStorage.getItem(LOCKED)) touch(root, data.touched);
  });
  tell();
  setInterval(tell, BEAT_MS);
}

// Nothing on the first screen and on pages of no visit: whoever steps up next sees nothing of who was here before.
function shown(root, field) {
  const promises = [...document.querySelectorAll(".promises li")].map(plain);
  if (promises.length) return { title: plain(document.querySelector("h1")), lines: promises, choices: [] };
  const cards = [...document.querySelectorAll("[data-offer]")].map(card);
  if (cards.length) return { title: plain(document.querySelector("h1")), lines: [], choices: [], cards };
  const question = root?.querySelector(".one-per-screen .question:not([hidden]), .question:not([hidden])");
  if (question) return asked(question, plain(question.querySelector("h1")));
  if (field?.isConnected && root?.contains(field)) return asked(field, plain(field.querySelector(".field-name")));
  return null;
}

function asked(part, title) {
  const topic = part.closest("[data-topic]")?.dataset.topic;
  const choices = [...part.querySelectorAll(".field:not([hidden]) label.tile")];
  const own = part.matches(".field") ? [...part.querySelectorAll("label.tile")] : choices;
  return { title, lines: [], silent: ASKED_SILENTLY.includes(topic), choices: own.map(choice) };
}

function choice(label) {
  const input = label.querySelector("input");
  const picture = label.querySelector("use")?.getAttribute("href") ?? "";
  return { words: plain(label), picture, chosen: input.checked, key: input.name || input.closest(".field").dataset.key, value: input.value, none: input.hasAttribute("data-none") };
}

function card(offer) {
  const facts = [...offer.querySelectorAll(".offer-facts li")].map(plain);
  return { title: plain(offer.querySelector("h2")), money: plain(offer.querySelector(".offer-money")), facts, why: plain(offer.querySelector(".why")) };
}

// What the resident touched is pressed here, as the clerk would, and kept the same way.
function touch(root, { key, value, none }) {
  const field = root?.querySelector(`.field[data-key="${CSS.escape(key)}"]:not([hidden])`);
  const input = [...(field?.querySelectorAll("label.tile input") ?? [])].find((one) => one.value === value && one.hasAttribute("data-none") === none);
  input?.click();
}

function plain(element) {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}
