// Asks whether somebody at the machine in the hall calls for help, and shows it on whatever page of the staff is open. A
// page that is covered, hidden or without a line asks nothing. Without this script the next page says it.

const ASK_EVERY_MS = 20 * 1000;

const place = document.querySelector("[data-hall]");
const cover = document.getElementById("cover");

async function ask() {
  if (document.hidden || cover.open || !navigator.onLine || place.contains(document.activeElement)) {
    return;
  }
  const answer = await fetch(place.dataset.hall).catch(() => null);
  if (answer !== null && answer.ok && !answer.redirected) {
    const words = await answer.text();
    if (words.trim() !== place.innerHTML.trim()) {
      place.innerHTML = words; // the server's own page, escaped there
    }
  }
}

setInterval(ask, ASK_EVERY_MS);
