// What follows from an answer: who has no post is not asked where it is, who shows an ID card not when they were born.

const WORKING = ["employed", "flexible", "self_employed", "public_post"];
const GROWN_FROM = 16;

// `part` is one person's questions: the whole work page, or one member of the family page.
export function depends(part) {
  const status = said(part, "status");
  const working = WORKING.includes(status);
  for (const name of ["area", "workplace", "employer", "title", "wage_month"]) toggle(part, name, working);
  toggle(part, "wants_change", working || status === "farming");
  for (const box of part.querySelectorAll('[data-name="certificates"] input:not([data-none])')) toggle(part, `valid_to_${box.value}`, box.checked);
  toggle(part, "care_until", Boolean(part.querySelector('[data-name="care"] input:checked:not([data-none])')));
  toggle(part, "furthest_firm", !["", "anywhere"].includes(said(part, "furthest")));
  toggle(part, "hours_firm", Boolean(said(part, "free_from") && said(part, "free_to")));
  dependsOnCard(part);
}

// The number tells birth day and sex, and one that a hand wrote now is written twice at its end; a child is not asked about work.
function dependsOnCard(part) {
  const field = part.querySelector('[data-name="id_number"]');
  if (!field) return;
  const number = said(part, "id_number");
  const carded = number.length >= 15 || field.querySelector(".hidden-note") !== null;
  for (const name of ["no_id_because", "sex", "birth_date"]) toggle(part, name, !carded);
  toggle(part, "id_end", number.length >= 15 && field.dataset.said === "yes" && field.dataset.read !== "yes");
  const born = number.length >= 18 ? `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}` : said(part, "birth_date");
  const years = born ? (Date.now() - Date.parse(born)) / (365.25 * 24 * 3600 * 1000) : GROWN_FROM;
  for (const group of part.querySelectorAll(".of-grown")) group.hidden = years < GROWN_FROM;
}

function said(part, name) {
  const field = part.querySelector(`[data-name="${name}"]`);
  const checked = field?.querySelector("input[type=radio]:checked");
  return checked ? checked.value : field?.querySelector("input:not([type=radio]):not([type=checkbox]), select")?.value ?? "";
}

function toggle(part, name, on) {
  const field = part.querySelector(`[data-name="${name}"]`);
  if (field) field.hidden = !on;
}
