// Builds every module of src/ into the Python package, each on its own: a page loads what it needs.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { writeWorld } from "./world.mjs";

const out = process.argv[2] ?? "../src/vedette/web/static/built";
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const entries = readdirSync("src").filter((name) => name.endsWith(".ts") && !name.startsWith("_"));
await build({
  entryPoints: entries.map((name) => `src/${name}`),
  outdir: out,
  bundle: true,
  format: "iife",
  target: "es2022",
  minify: true,
  legalComments: "inline",
  charset: "utf8",
  logLevel: "warning",
});
copyFileSync("node_modules/htmx.org/dist/htmx.min.js", `${out}/htmx.js`);
copyFileSync("node_modules/htmx.org/LICENSE", `${out}/htmx.licence.txt`);
if (process.argv[2] === undefined) writeWorld();
