// The slider under "As of": it writes the date that it stands on and shows that day when let go.
// At its right end stands the present. Without this script the date is typed.

const DAY = 86_400_000;
const PAUSE = 600; // milliseconds: somebody who steps by arrow keys is not done with the first

function iso(first: string, days: number): string {
  return new Date(Date.parse(`${first}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-moment]")) {
  const rule = form.querySelector<HTMLElement>(".rule");
  const range = rule?.querySelector<HTMLInputElement>("input[type=range]");
  const date = form.querySelector<HTMLInputElement>("input[name=as_of]");
  if (!rule || !range || !date) continue;
  const first = rule.dataset["first"] ?? "";
  rule.hidden = false;
  range.addEventListener("input", () => {
    const day = iso(first, Number(range.value));
    const present = range.value === range.max;
    date.value = present ? "" : day;
    range.setAttribute("aria-valuetext", present ? "the present" : day);
  });
  let waiting = 0;
  range.addEventListener("change", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => form.requestSubmit(), PAUSE);
  });
}
