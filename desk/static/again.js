// A screen in the hall comes anew by itself: what it shows is put in the place of what it showed, without a flash, or it
// goes back to where the next one begins. Without this script the page says so to the browser.

const place = document.querySelector("[data-again]");
const { again, backTo } = place.dataset;

async function comeAnew() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer === null || !answer.ok) {
    return; // the line is cut: the numbers of before stay, and it is tried again
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const words = page.querySelector("[data-again]").innerHTML;
  if (words !== place.innerHTML) {
    place.innerHTML = words; // the server's own page, escaped there
  }
}

if (backTo) {
  setTimeout(() => location.replace(backTo), Number(again) * 1000);
} else {
  setInterval(comeAnew, Number(again) * 1000);
}
