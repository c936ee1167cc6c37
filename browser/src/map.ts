// Zoom and pan for a map that stands as well without: buttons, the wheel with Ctrl, arrow keys,
// dragging, and two fingers. Marks and names keep their size; links in the map stay links.

const MOST = 24; // times nearer than the map as drawn
const STEP = 1.5;

interface Sight { x: number; y: number; width: number; height: number }

class Zoomed {
  private readonly home: Sight;
  private now: Sight;
  private readonly fingers = new Map<number, PointerEvent>();
  private dragged = false;

  constructor(private readonly frame: HTMLElement, private readonly svg: SVGSVGElement) {
    const box = svg.viewBox.baseVal;
    this.home = { x: box.x, y: box.y, width: box.width, height: box.height };
    this.now = { ...this.home };
    this.addTools();
    svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    svg.addEventListener("dragstart", (event) => event.preventDefault()); // the marks are links
    svg.addEventListener("pointerdown", (event) => this.down(event));
    svg.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel", "pointerleave"] as const) {
      svg.addEventListener(end, (event) => this.fingers.delete(event.pointerId));
    }
    // What ends a drag is no click on the mark under it.
    svg.addEventListener("click", (event) => { if (this.dragged) event.preventDefault(); }, true);
    frame.addEventListener("keydown", (event) => this.key(event));
  }

  private addTools(): void {
    const tools = document.createElement("div");
    tools.className = "map-tools";
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "Map: zoom, and move with the arrow keys");
    const made: [string, string, () => void][] = [
      ["+", "Zoom in", () => this.zoom(STEP)],
      ["−", "Zoom out", () => this.zoom(1 / STEP)],
      ["⟲", "Show all", () => this.show({ ...this.home })],
    ];
    for (const [sign, name, act] of made) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", name);
      button.title = name;
      button.addEventListener("click", act);
      tools.append(button);
    }
    this.frame.append(tools);
  }

  private show(wanted: Sight): void {
    const width = Math.min(Math.max(wanted.width, this.home.width / MOST), this.home.width);
    const height = (width * this.home.height) / this.home.width;
    const x = Math.min(Math.max(wanted.x, this.home.x), this.home.x + this.home.width - width);
    const y = Math.min(Math.max(wanted.y, this.home.y), this.home.y + this.home.height - height);
    this.now = { x, y, width, height };
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    const near = width / this.home.width;
    this.svg.style.setProperty("--shrink", String(near));
    this.svg.classList.toggle("near", near < 0.6);
    this.svg.classList.toggle("moved", near < 1);
  }

  private zoom(times: number, at?: { x: number; y: number }): void {
    const { x, y, width, height } = this.now;
    const fixed = at ?? { x: x + width / 2, y: y + height / 2 };
    const grown = Math.min(Math.max(width / times, this.home.width / MOST), this.home.width);
    const share = grown / width;
    this.show({ x: fixed.x - (fixed.x - x) * share, y: fixed.y - (fixed.y - y) * share, width: grown, height });
  }

  private pan(dx: number, dy: number): void {
    this.show({ ...this.now, x: this.now.x + dx, y: this.now.y + dy });
  }

  private place(event: { clientX: number; clientY: number }): { x: number; y: number } {
    const box = this.svg.getBoundingClientRect();
    const scale = this.now.width / box.width;
    return { x: this.now.x + (event.clientX - box.left) * scale, y: this.now.y + (event.clientY - box.top) * scale };
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, this.place(event));
  }

  private down(event: PointerEvent): void {
    this.fingers.set(event.pointerId, event);
    this.dragged = false;
  }

  private move(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const scale = this.now.width / this.svg.getBoundingClientRect().width;
    if (this.fingers.size === 1) {
      if (event.pointerType === "touch" && this.now.width === this.home.width) return; // the page scrolls
      if (Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < 4 && !this.dragged) return;
      this.dragged = true;
      this.pan((before.clientX - event.clientX) * scale, (before.clientY - event.clientY) * scale);
    } else {
      const other = [...this.fingers.values()].find((each) => each.pointerId !== event.pointerId);
      if (!other) return;
      const apart = (a: PointerEvent) => Math.hypot(a.clientX - other.clientX, a.clientY - other.clientY) || 1;
      const middle = { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 };
      this.dragged = true;
      this.zoom(apart(event) / apart(before), this.place(middle));
    }
    this.fingers.set(event.pointerId, event);
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = this.now.width / 10;
    const acts: Record<string, () => void> = {
      "+": () => this.zoom(STEP), "=": () => this.zoom(STEP), "-": () => this.zoom(1 / STEP),
      "0": () => this.show({ ...this.home }),
      ArrowLeft: () => this.pan(-step, 0), ArrowRight: () => this.pan(step, 0),
      ArrowUp: () => this.pan(0, -step), ArrowDown: () => this.pan(0, step),
    };
    const act = acts[event.key];
    // Before anybody zooms in, the arrow keys scroll the page.
    if (!act || (event.key.startsWith("Arrow") && this.now.width === this.home.width)) return;
    event.preventDefault();
    act();
  }
}

for (const frame of document.querySelectorAll<HTMLElement>("[data-map] .map-frame")) {
  const svg = frame.querySelector<SVGSVGElement>("svg.map");
  if (svg) new Zoomed(frame, svg);
}
