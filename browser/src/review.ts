// Review by keyboard: every key presses the button or follows the link that carries it, so that
// whatever a key does can be done without it. After a decision the next item is put in place,
// the focus goes to its heading, and what was done is said to whoever listens.

const TYPED = "input:not([type=hidden]), textarea, select";

function isTyping(at: EventTarget | null): boolean {
  return at instanceof HTMLElement && at.matches(`${TYPED}, [contenteditable]`);
}

function bearer(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
}

function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    return;
  }
  const help = document.querySelector<HTMLDetailsElement>("#help");
  if (event.key === "Escape" && help?.open) help.open = false;
  const at = event.target instanceof HTMLElement ? event.target : null;
  // A space presses the button, or opens the part, that has the focus.
  if (event.key === " " && at?.closest("button, summary, a")) return;
  const found = bearer(event.key === " " ? "n" : event.key);
  if (!found || (event.repeat && event.key !== "n" && event.key !== "p")) return;
  event.preventDefault();
  if (found.matches(TYPED)) found.focus();
  else if (found.tagName === "SUMMARY") open(found);
  else found.click();
}

function open(summary: HTMLElement): void {
  const part = summary.parentElement as HTMLDetailsElement;
  part.open = !part.open;
  if (!part.open) return;
  part.scrollIntoView({ block: "nearest" });
  const field = part.querySelector<HTMLElement>("textarea, select, input:not([type=hidden])");
  (field ?? summary).focus();
}

function say(words: string): void {
  const place = document.querySelector("#announce");
  if (place) place.textContent = words;
}

let busy = false;

// Takes a page and puts its queue in the place of this one's; where that fails, the page is opened.
async function put(address: string, sent: RequestInit, otherwise: () => void): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(address, { ...sent, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#review");
    const old = document.querySelector("#review");
    if (!fresh || !old) {
      otherwise();
      return;
    }
    old.replaceWith(document.adoptNode(fresh));
    document.title = page.title;
    if (answer.ok) window.history.pushState(null, "", answer.url);
    land(fresh as HTMLElement, sent.method === "post");
  } catch {
    otherwise();
  } finally {
    busy = false;
  }
}

function land(review: HTMLElement, decided: boolean): void {
  window.htmx?.process(review);
  const heading = review.querySelector<HTMLElement>("#item");
  heading?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  const alert = review.querySelector(".alert")?.textContent;
  const last = decided ? review.querySelector("#last")?.textContent : "";
  say([alert, last, `${review.dataset["left"] ?? ""} left.`, heading?.textContent].filter(Boolean).join(" "));
}

function decide(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-decide], [data-undo]")) return;
  event.preventDefault();
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, event.submitter)) fields.append(name, String(value));
  void put(form.action, { method: "post", body: fields }, () => {
    window.location.reload();
  });
}

function step(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-step]") : null;
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  void put(link.href, { method: "get" }, () => {
    window.location.assign(link.href);
  });
}

declare global {
  interface Window {
    htmx?: { process(element: Element): void };
  }
}

document.addEventListener("keydown", press);
document.addEventListener("submit", decide);
document.addEventListener("click", step);
window.addEventListener("popstate", () => {
  window.location.reload();
});
export {};
