import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { packages, root } from "../packages.ts";

// The packages as modules for the browser, so that the code on a page can be run there.

/** What can be imported: "@chainrule/compiler/wasm" and its source. What needs Node is left out. */
function entries(): Map<string, string> {
  const found = packages.flatMap(({ name, folder }) => {
    const { exports = {} } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
      exports?: Readonly<Record<string, { readonly "@chainrule/source"?: string }>>;
    };
    return Object.entries(exports).flatMap(([path, { "@chainrule/source": source }]): [string, string][] =>
      source && path !== "./node" ? [[name + path.slice(1), join(root, folder, source)]] : [],
    );
  });
  return new Map(found);
}

/** The file of a module among the others: "compiler/wasm". */
const fileOf = (specifier: string): string => specifier.replace("@chainrule/", "");

/**
 * Bundles packages for the browser.
 *
 * @param pages - only what the code on these pages imports; default everything
 */
export async function writeModules(out: string, pages?: string): Promise<void> {
  const all = entries();
  const used = pages ? new Set(importedBy(pages)) : new Set(all.keys());
  const wanted = [...all].filter(([specifier]) => used.has(specifier));
  await build({
    entryPoints: Object.fromEntries(wanted.map(([specifier, source]) => [fileOf(specifier), source])),
    outdir: out,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["@chainrule/source"],
    chunkNames: "shared/[hash]",
    minify: true,
    keepNames: true,
    logLevel: "error",
  });
}

const importedBy = (pages: string): string[] =>
  globSync("**/*.md", { cwd: pages }).flatMap((page) =>
    [...readFileSync(join(pages, page), "utf8").matchAll(/from "(@chainrule\/[^"]+)"/g)].map(
      ([, specifier]) => specifier!,
    ),
  );
