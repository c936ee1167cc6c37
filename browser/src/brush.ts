// A span of days is drawn over the bars with the pointer, or moved by its two ends with the arrow
// keys. Both only fill in the two dates of the form; without this script they are typed.

const DAY = 86_400_000;

function days(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

function after(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

class Brush {
  private readonly first: string;
  private readonly length: number; // days, both ends included
  private readonly left: number;
  private readonly right: number;
  private readonly handles: SVGRectElement[];
  private begun: number | null = null;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly svg: SVGSVGElement,
    private readonly span: SVGRectElement,
    private readonly from: HTMLInputElement,
    private readonly to: HTMLInputElement,
  ) {
    this.first = svg.dataset["first"] ?? "";
    this.length = days(this.first, svg.dataset["last"] ?? "") + 1;
    this.left = Number(svg.dataset["left"]);
    this.right = Number(svg.dataset["right"]);
    this.handles = [this.handle("First day", this.from), this.handle("Last day", this.to)];
    svg.addEventListener("dragstart", (event) => event.preventDefault()); // the bars are links
    svg.addEventListener("pointerdown", (event) => this.down(event));
    svg.addEventListener("pointermove", (event) => this.drag(event));
    svg.addEventListener("pointerup", (event) => this.up(event));
    for (const input of [from, to]) input.addEventListener("input", () => this.draw());
    this.draw();
  }

  private get ends(): [number, number] {
    const end = (text: string, other: number) => (text ? Math.min(Math.max(days(this.first, text), 0), this.length - 1) : other);
    return [end(this.from.value, 0), end(this.to.value, this.length - 1)];
  }

  private x(day: number): number {
    return this.left + ((this.right - this.left) * day) / this.length;
  }

  private at(event: PointerEvent): number {
    const box = this.svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * this.svg.viewBox.baseVal.width;
    const day = Math.floor(((x - this.left) / (this.right - this.left)) * this.length);
    return Math.min(Math.max(day, 0), this.length - 1);
  }

  private set(from: number, to: number): void {
    this.from.value = after(this.first, Math.min(from, to));
    this.to.value = after(this.first, Math.max(from, to));
    this.draw();
  }

  private draw(): void {
    const [from, to] = this.ends;
    const some = this.from.value !== "" || this.to.value !== "";
    this.span.setAttribute("x", String(this.x(from)));
    this.span.setAttribute("width", String(some ? this.x(to + 1) - this.x(from) : 0));
    const places = [this.x(from), this.x(to + 1)];
    this.handles.forEach((handle, i) => {
      handle.setAttribute("x", String((places[i] ?? 0) - 3));
      const day = i === 0 ? from : to;
      handle.setAttribute("aria-valuenow", String(day));
      handle.setAttribute("aria-valuetext", after(this.first, day));
    });
  }

  private handle(name: string, input: HTMLInputElement): SVGRectElement {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const set: Record<string, string> = {
      class: "handle", width: "6", rx: "2", role: "slider", tabindex: "0", "aria-label": name,
      "aria-valuemin": "0", "aria-valuemax": String(this.length - 1),
      y: this.span.getAttribute("y") ?? "0", height: this.span.getAttribute("height") ?? "0",
    };
    for (const [key, value] of Object.entries(set)) made.setAttribute(key, value);
    made.addEventListener("keydown", (event) => this.key(event, input));
    this.svg.append(made);
    return made;
  }

  private key(event: KeyboardEvent, input: HTMLInputElement): void {
    const steps: Record<string, number> = {
      ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7,
      Home: -this.length, End: this.length,
    };
    if (event.key === "Enter") this.form.requestSubmit();
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const [from, to] = this.ends;
    if (input === this.from) this.set(Math.min(Math.max(from + step, 0), to), to);
    else this.set(from, Math.max(Math.min(to + step, this.length - 1), from));
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const day = this.at(event);
    const [from, to] = this.ends;
    const held = this.handles.indexOf(event.target as SVGRectElement);
    this.begun = held === 0 ? to : held === 1 ? from : day;
    this.svg.setPointerCapture(event.pointerId);
  }

  private drag(event: PointerEvent): void {
    if (this.begun !== null) this.set(this.begun, this.at(event));
  }

  private up(event: PointerEvent): void {
    if (this.begun === null) return;
    event.preventDefault();
    this.set(this.begun, this.at(event));
    this.begun = null;
    this.form.requestSubmit();
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-brush]")) {
  const svg = form.querySelector<SVGSVGElement>("svg.brush");
  const span = svg?.querySelector<SVGRectElement>(".span");
  const from = form.querySelector<HTMLInputElement>("input[name=from]");
  const to = form.querySelector<HTMLInputElement>("input[name=to]");
  if (svg && span && from && to) new Brush(form, svg, span, from, to);
}
