// A report's words are addressed by #s<start>-<end>. Words that cross other marked words lie in
// several elements, of which :target finds only the first; and words that nothing cites have no
// element at all. Without this script ?mark=<start>-<end> does the same.

function show(): void {
  for (const each of document.querySelectorAll(".now")) each.classList.remove("now");
  const key = window.location.hash.slice(1);
  if (!/^s\d+-\d+$/.test(key)) return;
  const parts = document.querySelectorAll(`[data-words="${key}"]`);
  for (const part of parts) part.classList.add("now");
  const mark = key.slice(1);
  const asked = new URLSearchParams(window.location.search).get("mark");
  if (parts.length === 0 && asked !== mark) {
    window.location.replace(`${window.location.pathname}?mark=${mark}#${key}`);
  }
}

// "/" goes to the search field, as in most places where people search all day.
function seek(event: KeyboardEvent): void {
  const at = event.target;
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) return;
  const field = document.querySelector<HTMLInputElement>("input[type=search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

window.addEventListener("hashchange", show);
document.addEventListener("keydown", seek);
show();
