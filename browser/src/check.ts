// The field in which a text is pasted: it counts, and takes a file that is dropped on it.

const field = document.querySelector<HTMLTextAreaElement>("#text");
const counted = document.querySelector<HTMLElement>("#counted");
const file = document.querySelector<HTMLInputElement>("input[type=file]");

function tell(): void {
  if (!field || !counted) return;
  const most = Number(field.dataset["most"]);
  const length = [...field.value].length;
  const much = length > most;
  counted.textContent = length === 0 ? "" : `${length.toLocaleString("en")} characters${much ? `: ${(length - most).toLocaleString("en")} too many` : ""}`;
  counted.classList.toggle("much", much);
}

function over(event: DragEvent, on: boolean): void {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  field?.classList.toggle("over", on);
}

field?.addEventListener("input", tell);
field?.addEventListener("dragover", (event) => over(event, true));
field?.addEventListener("dragleave", (event) => over(event, false));
field?.addEventListener("drop", (event) => {
  if (!file || !event.dataTransfer?.files.length) return;
  over(event, false);
  file.files = event.dataTransfer.files;
});
tell();
