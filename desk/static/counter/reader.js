// A card reader is a keyboard that no hand can keep up with: a whole number, or a whole line, and Enter, in an instant.
// Only the pace tells it from a hand; a hand gets the list of who may be meant.

const SHORTEST = 18;
const PER_SIGN_MS = 35;

export function listenForCards(entry) {
  if (!entry) return;
  const read = entry.form.querySelector("[data-read]");
  let began = 0;
  entry.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const length = entry.value.trim().length;
      const quick = performance.now() - began < length * PER_SIGN_MS;
      read.value = length >= SHORTEST && quick ? "yes" : "";
    } else if (!entry.value || entry.selectionEnd - entry.selectionStart === entry.value.length) {
      began = performance.now();
    }
  });
}
