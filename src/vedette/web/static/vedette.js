// A report's words are addressed by #s<start>-<end>. Words that cross other marked words lie in
// several elements, of which :target finds only the first; and words that nothing cites have no
// element at all. Without this script ?mark=<start>-<end> does the same.
"use strict";

function show() {
  for (const each of document.querySelectorAll(".now")) each.classList.remove("now");
  const key = window.location.hash.slice(1);
  if (!/^s\d+-\d+$/.test(key)) return;
  const parts = document.querySelectorAll(`[data-words="${key}"]`);
  for (const part of parts) part.classList.add("now");
  const mark = key.slice(1);
  const asked = new URLSearchParams(window.location.search).get("mark");
  if (!parts.length && asked !== mark) {
    window.location.replace(`${window.location.pathname}?mark=${mark}#${key}`);
  }
}

window.addEventListener("hashchange", show);
show();
