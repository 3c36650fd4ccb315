// The post is with the office: what this browser kept of typing it is not needed any more.

for (const name of Object.keys(localStorage)) {
  if (name.startsWith("jobmatch.offer.")) localStorage.removeItem(name);
}
