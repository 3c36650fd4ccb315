// Asks whether the code on the page was used; then hides it and says so. Without this script the code stays until the
// page is left, and opens nothing a second time all the same.

const ASK_AGAIN = 3000;
const GOOD_FOR = 10 * 60 * 1000;

const watch = document.querySelector("[data-used-at]");
const until = Date.now() + GOOD_FOR;

async function ask() {
  const answer = await fetch(watch.dataset.usedAt, { headers: { Accept: "application/json" } }).catch(() => null);
  const used = answer !== null && answer.ok && (await answer.json()).used;
  if (used) {
    watch.querySelector(".link-code").hidden = true;
    watch.querySelector("[data-linked]").hidden = false;
  } else if (Date.now() < until) {
    setTimeout(ask, ASK_AGAIN);
  }
}

setTimeout(ask, ASK_AGAIN);
