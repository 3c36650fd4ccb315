// The end of a number that a hand wrote is written once more; of one that a reader typed it is filled in by itself.

import { fieldOf, mark, show, valueOf } from "./fields.js";
import { words } from "./words.js";

const END = 4;

// What the server said of a number, or of its end; `answered` sends what is filled in here.
export function vouch(here, key, said, answered) {
  const [whom, name] = key.split(".");
  const [number, end] = [fieldOf(here, `${whom}.id_number`), fieldOf(here, `${whom}.id_end`)];
  if (!end || ![number, end].some((field) => field.dataset.name === name)) return;
  if (name === "id_number") fillIn(number, end, said, answered);
  mark(end, said.again || (valueOf(end) ? words.saved : ""), said.again ? "bad" : "good");
}

function fillIn(number, end, said, answered) {
  const wasRead = end.dataset.read === "yes";
  if (said.read) number.dataset.read = "yes";
  end.dataset.read = number.dataset.read ?? "";
  // A hand that changes what was read has vouched for nothing yet.
  const wanted = end.dataset.read === "yes" ? said.value.slice(-END) : wasRead ? "" : valueOf(end);
  if (wanted === valueOf(end)) return;
  show(end, wanted);
  answered(end);
}
