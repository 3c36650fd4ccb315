// A card reader is a keyboard that no hand can keep up with: a whole number, or a whole line, and Enter, in an instant.
// Only the pace, sign by sign, tells it from a hand and from what was pasted; a hand gets the list of who may be meant,
// and writes a number's end twice.

const SHORTEST = 18;
const PER_SIGN_MS = 35;
const began = new WeakMap();

export function listenForCards(entry) {
  if (!entry) return;
  const read = entry.form.querySelector("[data-read]");
  entry.addEventListener("input", notePace);
  entry.addEventListener("keydown", (event) => {
    if (event.key === "Enter") read.value = isQuick(entry, event) ? "yes" : "";
  });
}

// In a form every field of a number says whether a reader filled it.
export function markNumbersRead(here) {
  here.addEventListener("input", (event) => {
    const field = event.target.closest('[data-shape="id_number"]');
    if (!field) return;
    notePace(event);
    field.dataset.read = isQuick(event.target, event) ? "yes" : "";
  });
}

// What came whole, pasted or dropped, nobody typed. When a sign came is what counts, not when a busy page got to it.
function notePace({ target, data, inputType, timeStamp }) {
  if (inputType.startsWith("insertFrom") || (data ?? "").length >= SHORTEST) began.delete(target);
  else if (target.value.length === 1) began.set(target, timeStamp);
}

function isQuick(entry, { timeStamp }) {
  const length = entry.value.trim().length;
  return length >= SHORTEST && timeStamp - (began.get(entry) ?? -Infinity) < length * PER_SIGN_MS;
}
