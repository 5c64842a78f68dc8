import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, serve } from "@chainrule/browser";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import webpack from "webpack";
import { printed, program } from "../program.ts";
import { same, type Story } from "../stories.ts";
import { page, sameBits, training } from "../threads.ts";
import type { User } from "../user.ts";

/** Bundles a folder into `out/`. */
type Bundle = (folder: string, out: string) => Promise<unknown>;

interface Bundler {
  /** `app.js`, as a module. */
  readonly module: Bundle;
  /** `app.js` as the script of a page, with the worker `training.js` and the threads that this starts. */
  readonly page: Bundle;
}

const bundlers: Readonly<Record<string, Bundler>> = {
  esbuild: {
    module: withEsbuild("app.js"),
    // It leaves `new URL(…)` as it is: what is named so has to lie there.
    page: withEsbuild("app.js", "training.js", { in: "@chainrule/compiler/worker", out: "chainrule-worker" }),
  },
  vite: {
    module: (folder, out) =>
      vite({
        root: folder,
        logLevel: "error",
        build: { outDir: out, target: "esnext", lib: { entry: "app.js", formats: ["es"], fileName: () => "app.js" } },
      }),
    page: (folder, out) =>
      vite({ root: folder, logLevel: "error", build: { outDir: out, target: "esnext" }, worker: { format: "es" } }),
  },
  webpack: { module: withWebpack, page: withWebpack },
};

type Entry = string | { readonly in: string; readonly out: string };

function withEsbuild(...entries: readonly Entry[]): Bundle {
  const entryPoints = entries.map((entry) =>
    typeof entry === "string" ? { in: entry, out: entry.slice(0, -3) } : entry,
  );
  return (folder, out) =>
    esbuild({
      absWorkingDir: folder,
      entryPoints,
      bundle: true,
      minify: true,
      splitting: true,
      format: "esm",
      outdir: out,
      logLevel: "error",
    });
}

function withWebpack(folder: string, out: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settings: webpack.Configuration = {
      context: folder,
      mode: "production",
      entry: "./app.js",
      experiments: { outputModule: true },
      output: { path: out, filename: "app.js", chunkFilename: "[id].js", module: true, library: { type: "module" } },
      performance: { hints: false },
    };
    webpack(settings, (error, stats) => {
      if (error ?? stats?.hasErrors()) reject(error ?? new Error(stats!.toString("errors-only")));
      else resolve(undefined);
    });
  });
}

const parts = ["network", "activations", "losses", "optimizers"].map((of) => `@chainrule/${of}`);
const html = '<!doctype html>\n<link rel="icon" href="data:,">\n<script type="module" src="./app.js"></script>';

export const bundles: readonly Story[] = Object.entries(bundlers).flatMap(([name, bundler]) => [
  {
    what: `bundled by ${name}, it runs in Node and in a page`,
    short: name === "esbuild",
    async tell({ user }) {
      const me = user(`bundle-${name}`);
      await me.install(...parts);
      me.write("app.js", program);
      const out = await bundled(me, bundler.module);
      same("in Node", await me.run("node", "out/app.js"), printed);
      const line = await inPage(out);
      if (line !== undefined) same("in a page", line, printed);
      return line === undefined ? `${kilobytes(out)}; no browser, no page` : kilobytes(out);
    },
  },
  {
    what: `bundled by ${name}, a page trains in two threads`,
    short: name === "esbuild",
    async tell({ user }) {
      const me = user(`threads-${name}`);
      await me.install(...parts);
      me.write("index.html", html);
      me.write("app.js", page);
      me.write("training.js", training);
      const line = await inPage(await bundled(me, bundler.page));
      if (line === undefined) return "no browser, no page";
      const helped = sameBits.exec(line)?.[1];
      if (helped === undefined) throw new Error(`expected ${sameBits}, received ${line}.`);
      return `${helped} parts done by the second`;
    },
  },
]);

async function bundled(me: User, bundle: Bundle): Promise<string> {
  const out = join(me.folder, "out");
  await bundle(me.folder, out);
  if (!existsSync(join(out, "index.html"))) writeFileSync(join(out, "index.html"), html);
  return out;
}

function kilobytes(out: string): string {
  const bytes = readdirSync(out).reduce((sum, file) => sum + statSync(join(out, file)).size, 0);
  return `${Math.round(bytes / 1000)} kB minified`;
}

/** The first line that a page of this folder logs; undefined where there is no browser. */
async function inPage(folder: string): Promise<string | undefined> {
  const chrome = await launch("--disable-gpu", "--disable-background-networking", "--no-first-run");
  if (!chrome) return undefined;
  const { url, close } = await serve((path) => {
    const file = join(folder, path === "/" ? "index.html" : path);
    if (!existsSync(file)) return undefined;
    return [file.endsWith(".html") ? "text/html" : "text/javascript", readFileSync(file, "utf8")];
  });
  try {
    const page = await chrome.newPage();
    const line = page.waitForEvent("console", { timeout: 60_000 });
    await page.goto(url);
    return (await line).text();
  } finally {
    await chrome.close();
    close();
  }
}
