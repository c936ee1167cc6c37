// The claims beside a text follow it; pointing at either lights the other; j and k walk the claims;
// layers that were put away stay so on the next report.

const text = document.querySelector<HTMLElement>(".text");
const beside = document.querySelector<HTMLElement>(".beside");
const claims = [...document.querySelectorAll<HTMLElement>(".claim")];
const groups = [...document.querySelectorAll<HTMLElement>(".beside .group")];
const switches = [...document.querySelectorAll<HTMLInputElement>(".layers input")];
const PUT_AWAY = "vedette.layers";
let current = -1;

for (const each of document.querySelectorAll<HTMLElement>(".keys, .layers kbd")) each.hidden = false;

// ---- layers --------------------------------------------------------------------------------------

function recall(): void {
  if (new URLSearchParams(location.search).has("hide")) return;
  let away: string[] = [];
  try {
    away = (localStorage.getItem(PUT_AWAY) ?? "").split(",");
  } catch {
    return; // a browser that keeps nothing
  }
  for (const each of switches) if (away.includes(each.value)) each.checked = false;
}

function keep(): void {
  const away = switches.filter((each) => !each.checked).map((each) => each.value);
  try {
    localStorage.setItem(PUT_AWAY, away.join(","));
  } catch {
    // nothing is kept then
  }
  const shown = new URL(location.href);
  if (shown.searchParams.has("hide")) {
    shown.searchParams.set("hide", away.join(","));
    history.replaceState(history.state, "", shown);
  }
}

// ---- lighting ------------------------------------------------------------------------------------

function keysOf(claim: HTMLElement): [string, string[]] {
  return [claim.dataset["for"] ?? "", (claim.dataset["also"] ?? "").split(" ").filter(Boolean)];
}

function dark(): void {
  for (const each of document.querySelectorAll(".lit, .lit-also")) each.classList.remove("lit", "lit-also");
}

function light(claim: HTMLElement): void {
  dark();
  claim.classList.add("lit");
  const [words, also] = keysOf(claim);
  for (const each of document.querySelectorAll(`[data-words="${words}"]`)) each.classList.add("lit");
  for (const key of also) {
    for (const each of document.querySelectorAll(`[data-words="${key}"]`)) each.classList.add("lit-also");
  }
}

function claimsAt(at: Element): HTMLElement[] {
  const keys = new Set<string>();
  for (let each: Element | null | undefined = at.closest("[data-words]"); each; each = each.parentElement?.closest("[data-words]")) {
    keys.add((each as HTMLElement).dataset["words"] ?? "");
  }
  return claims.filter((claim) => {
    const [words, also] = keysOf(claim);
    return keys.has(words) || also.some((key) => keys.has(key));
  });
}

function bring(inside: HTMLElement): void {
  if (!beside || getComputedStyle(beside).position !== "sticky") return;
  const box = inside.getBoundingClientRect();
  const frame = beside.getBoundingClientRect();
  const bottom = Math.min(frame.bottom, window.innerHeight);
  if (box.top < frame.top || box.bottom > bottom - 8) beside.scrollTop += box.top - frame.top - 8;
}

text?.addEventListener("pointerover", (event) => {
  if (!(event.target instanceof Element)) return;
  const found = claimsAt(event.target);
  dark();
  for (const claim of found) claim.classList.add("lit");
  if (found[0]) bring(found[0]);
});
text?.addEventListener("pointerleave", dark);
for (const [number, claim] of claims.entries()) {
  claim.addEventListener("pointerenter", () => light(claim));
  claim.addEventListener("pointerleave", dark);
  claim.addEventListener("focusin", () => {
    current = number;
    light(claim);
  });
}

// ---- walking -------------------------------------------------------------------------------------

function walk(step: number): void {
  const next = Math.min(Math.max(current + step, 0), claims.length - 1);
  const claim = claims[next];
  if (!claim) return;
  current = next;
  const words = document.querySelector<HTMLElement>(`[data-words="${claim.dataset["for"] ?? ""}"]`);
  words?.scrollIntoView({ block: "center" });
  claim.querySelector<HTMLElement>(".goes")?.focus({ preventScroll: true });
  bring(claim);
}

function first(): number {
  const here = inView();
  const group = groups.find((each) => each.id === `c${here}`);
  const claim = group?.querySelector<HTMLElement>(".claim");
  return claim ? claims.indexOf(claim) - 1 : -1;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at instanceof HTMLElement && at.matches("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "j" || event.key === "k") {
    if (current < 0) current = first();
    walk(event.key === "j" ? 1 : -1);
    event.preventDefault();
  } else if (event.key === "Escape") {
    dark();
  } else {
    const layer = switches[Number(event.key) - 1];
    if (!layer) return;
    layer.checked = !layer.checked;
    keep();
  }
});

// ---- following -----------------------------------------------------------------------------------

const paragraphs = [...document.querySelectorAll<HTMLElement>(".text > p[id]")];

function inView(): string {
  // The line that is read goes down the window as the page comes to its end: the last paragraph
  // never gets to its top.
  const whole = Math.max(1, document.documentElement.scrollHeight - window.innerHeight);
  const line = window.innerHeight * (0.2 + 0.7 * Math.min(1, window.scrollY / whole));
  let low = 0;
  let high = paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((paragraphs[middle]?.getBoundingClientRect().top ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  return paragraphs[low]?.id.slice(1) ?? "";
}

function follow(): void {
  if (!beside || beside.matches(":hover, :focus-within")) return;
  if (getComputedStyle(beside).position !== "sticky") return;
  const here = Number(inView());
  let shown: HTMLElement | undefined;
  for (const each of groups) {
    each.classList.remove("here");
    if (Number(each.id.slice(1)) <= here) shown = each;
  }
  shown ??= groups[0];
  if (!shown) return;
  if (Number(shown.id.slice(1)) === here) shown.classList.add("here");
  const top = window.scrollY < 40 ? 0 : shown.offsetTop - 8;
  beside.scrollTo({ top });
}

let asked = false;
window.addEventListener("scroll", () => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    follow();
  });
}, { passive: true });

for (const each of switches) each.addEventListener("change", keep);
recall();
follow();
