// Writes the base map of the package from Natural Earth (public domain, by way of world-atlas):
// arcs of coasts and borders as deltas, and countries by their ISO 3166-1 number as rings of arcs.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const OUT = "../src/vedette/data/world";
const RUSSIA = "643";
const UKRAINE = "804";
const CRIMEA = [34.1, 45.2];

function points(topology, ring) {
  const { scale, translate } = topology.transform;
  return ring.flatMap((index) => {
    let x = 0;
    let y = 0;
    const arc = topology.arcs[index < 0 ? ~index : index].map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
    return index < 0 ? arc.reverse() : arc;
  });
}

function holds(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

// Natural Earth draws who holds the ground. The United Nations count Crimea as Ukraine's
// (General Assembly resolution 68/262): it is drawn so, and the line across is marked disputed.
function settle(topology, shapes) {
  const at = shapes[RUSSIA].findIndex((rings) => holds(points(topology, rings[0]), CRIMEA));
  if (at < 0) return [];
  const [piece] = shapes[RUSSIA].splice(at, 1);
  const theirs = new Set(shapes[UKRAINE].flat(2).map((arc) => (arc < 0 ? ~arc : arc)));
  shapes[UKRAINE].push(piece);
  return piece.flat().map((arc) => (arc < 0 ? ~arc : arc)).filter((arc) => theirs.has(arc));
}

export function writeWorld() {
  mkdirSync(OUT, { recursive: true });
  for (const grain of ["110m", "50m"]) {
    const file = `node_modules/world-atlas/countries-${grain}.json`;
    const topology = JSON.parse(readFileSync(file, "utf8"));
    const shapes = {};
    for (const { type, id, properties, arcs } of topology.objects.countries.geometries) {
      const key = id ?? properties.name;
      shapes[key] = [...(shapes[key] ?? []), ...(type === "Polygon" ? [arcs] : arcs)];
    }
    const disputed = settle(topology, shapes);
    const { scale, translate } = topology.transform;
    const arcs = topology.arcs.map((arc) => arc.flat());
    const lines = [
      `{"scale":${JSON.stringify(scale)},"translate":${JSON.stringify(translate)},`,
      `"disputed":${JSON.stringify(disputed)},"shapes":{`,
      Object.keys(shapes).sort().map((key) => `${JSON.stringify(key)}:${JSON.stringify(shapes[key])}`).join(",\n"),
      `},"arcs":[`,
      arcs.map((arc) => JSON.stringify(arc)).join(",\n"),
      `]}\n`,
    ];
    writeFileSync(`${OUT}/${grain}.json`, lines.join("\n"));
  }
}
