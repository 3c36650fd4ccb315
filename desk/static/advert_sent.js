// The post is with the office: what this browser kept of its writer's typing is not needed any more.

const who = document.querySelector('#cover input[name="name"]').value;
for (const name of Object.keys(localStorage)) {
  if (name.startsWith(`jobmatch.offer.${who}.`)) localStorage.removeItem(name);
}
