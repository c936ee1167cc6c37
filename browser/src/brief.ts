// The words beside a sentence go away with Escape, and come again with the next pointer or focus.

const brief = document.querySelector<HTMLElement>(".brief");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") brief?.classList.add("quiet");
});
for (const kind of ["pointerover", "focusin"]) {
  brief?.addEventListener(kind, (event) => {
    if (event.target instanceof Element && event.target.closest(".cited > a")) brief.classList.remove("quiet");
  });
}
