// The strip that says how the line to the server stands.

export function say(...parts) {
  const line = document.querySelector("[data-line]");
  line.replaceChildren(...parts);
  line.hidden = !parts.length;
}
