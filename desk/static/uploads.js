// Dropping a file on the page, a word for one that is too large, one sending at a time, and how far an import is.
// All of it is a convenience: the form, the buttons and the link to the progress work without this script.

const ASK_AGAIN = 1500;
const ASK_AGAIN_OFFLINE = 5000;

function handIn(form) {
  const file = form.querySelector("input[type=file]");
  const wrong = form.querySelector("[data-file-wrong]");
  form.querySelector("[data-drop-hint]").hidden = false;

  function fits() {
    const tooLarge = file.files.length > 0 && file.files[0].size > Number(form.dataset.most);
    wrong.textContent = tooLarge ? form.dataset.tooLarge : "";
    wrong.hidden = !tooLarge;
    return !tooLarge;
  }

  file.addEventListener("change", fits);
  form.addEventListener("submit", (event) => {
    if (!fits()) event.preventDefault();
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (event.dataTransfer.files.length === 0) return;
    file.files = event.dataTransfer.files;
    fits();
    file.focus();
  });
}

function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = form.querySelector("button[type=submit]");
    button.setAttribute("aria-disabled", "true");
    if (form.dataset.sending) button.textContent = form.dataset.sending;
  });
}

async function watch(place) {
  const says = place.querySelector("[data-says]");
  const bar = place.querySelector("progress");
  let pause = ASK_AGAIN;
  try {
    const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const now = await answer.json();
    if (now.state !== place.dataset.state) {
      location.reload();
      return;
    }
    if (says.textContent !== now.says) says.textContent = now.says;
    if (now.state === "importing" && now.total > 0) {
      bar.max = now.total;
      bar.value = now.done;
    }
  } catch {
    says.textContent = place.dataset.offline;
    pause = ASK_AGAIN_OFFLINE;
  }
  setTimeout(() => watch(place), pause);
}

document.querySelectorAll("form.hand-in").forEach(handIn);
document.querySelectorAll("main form").forEach(sendOnce);
document.querySelectorAll("[data-progress]").forEach((place) => setTimeout(() => watch(place), ASK_AGAIN));
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
