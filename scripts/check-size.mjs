// What a user's bundle gains, minified and gzipped, against the promised budgets.
import { gzipSync } from "node:zlib";
import * as activations from "@chainrule/activations";
import * as optimizers from "@chainrule/optimizers";
import { build } from "esbuild";

/** @param {import("esbuild").BuildOptions} options */
async function size(options) {
  const { outputFiles } = await build({
    ...options,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  return outputFiles.reduce((bytes, { contents }) => bytes + gzipSync(contents, { level: 9 }).length, 0);
}

/** @param {string} name @param {Record<string, string>} [alias] */
const entry = (name, alias = {}) => size({ entryPoints: [`scripts/size/${name}.ts`], alias });

/** @param {string} from @param {string} name */
const beyondTensor = (from, name) =>
  size({
    stdin: { contents: `export { ${name} } from "@chainrule/${from}";`, resolveDir: "." },
    plugins: [tensorApart],
  });

/** Leaves tensor out, and with it the imports that nothing uses: `external` would keep them all. */
const tensorApart = {
  name: "tensor apart",
  /** @param {import("esbuild").PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^@chainrule\/tensor$/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
  },
};

// The aim is 8,000 B for the article's net, 14,000 B for a classifier, and 26,000 B for one with the engine: these may
// fall towards it, and not rise. Nothing comes by a dynamic import: a bundler splits by module, so what the parts of a
// package share would be loaded at once all the same, and one that does not split would keep more.
const rows = [
  { what: "article's net", bytes: await entry("article"), budget: 9450 },
  { what: "classifier without engine", bytes: await entry("classifier"), budget: 29_730 },
  {
    what: "classifier with engine",
    bytes: await entry("classifier", { "@chainrule/network/interpreter": "@chainrule/network" }),
    budget: 49_840,
  },
];
for (const name of Object.keys(activations)) {
  rows.push({ what: `${name} beyond tensor`, bytes: await beyondTensor("activations", name), budget: 299 });
}
// One brings along what it is made of (muon adamw, for the parameters that are no matrices), and no more of the others.
for (const name of Object.keys(optimizers)) {
  rows.push({ what: `${name} beyond tensor`, bytes: await beyondTensor("optimizers", name), budget: 2300 });
}

for (const { what, bytes, budget } of rows) {
  const verdict = bytes > budget ? "TOO BIG" : "ok";
  console.log(`${String(bytes).padStart(6)} of ${String(budget).padStart(6)} B  ${verdict.padEnd(7)}  ${what}`);
}
process.exit(rows.some(({ bytes, budget }) => bytes > budget) ? 1 : 0);
