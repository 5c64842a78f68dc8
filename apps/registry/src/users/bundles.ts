import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { build as esbuild } from "esbuild";
import { chromium } from "playwright-core";
import { build as vite } from "vite";
import webpack from "webpack";
import { printed, program } from "../program.ts";
import { same, type Story } from "../stories.ts";

/** Bundles `app.js` of a folder into `out/`. */
type Bundler = (folder: string, out: string) => Promise<unknown>;

const bundlers: Readonly<Record<string, Bundler>> = {
  esbuild: (folder, out) =>
    esbuild({
      absWorkingDir: folder,
      entryPoints: ["app.js"],
      bundle: true,
      minify: true,
      splitting: true,
      format: "esm",
      outdir: out,
      logLevel: "error",
    }),
  vite: (folder, out) =>
    vite({
      root: folder,
      logLevel: "error",
      build: { outDir: out, target: "esnext", lib: { entry: "app.js", formats: ["es"], fileName: () => "app.js" } },
    }),
  webpack: (folder, out) =>
    new Promise((resolve, reject) => {
      const settings: webpack.Configuration = {
        context: folder,
        mode: "production",
        entry: "./app.js",
        experiments: { outputModule: true },
        output: { path: out, filename: "app.js", module: true, library: { type: "module" } },
        performance: { hints: false },
      };
      webpack(settings, (error, stats) => {
        if (error ?? stats?.hasErrors()) reject(error ?? new Error(stats!.toString("errors-only")));
        else resolve(undefined);
      });
    }),
};

const browser = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

export const bundles: readonly Story[] = Object.entries(bundlers).map(([name, bundle]) => ({
  what: `bundled by ${name}, it runs in Node and in a page`,
  short: name === "esbuild",
  async tell({ user }) {
    const me = user(`bundle-${name}`);
    await me.install(...["network", "activations", "losses", "optimizers"].map((of) => `@chainrule/${of}`));
    me.write("app.js", program);
    const out = join(me.folder, "out");
    await bundle(me.folder, out);
    same("in Node", await me.run("node", "out/app.js"), printed);
    if (existsSync(browser)) same("in a page", await inPage(out), printed);
    else if (process.env["CI"]) throw new Error(`expected a browser at ${browser}. Install chromium.`);
    const bytes = readdirSync(out).reduce((sum, file) => sum + statSync(join(out, file)).size, 0);
    return `${Math.round(bytes / 1000)} kB minified${existsSync(browser) ? "" : "; no browser, no page"}`;
  },
}));

/** The first line that a page with this script logs. */
async function inPage(folder: string): Promise<string> {
  const server = createServer(({ url = "/" }, response) => {
    if (url === "/")
      return response.setHeader("content-type", "text/html").end('<script type="module" src="/app.js"></script>');
    const path = join(folder, url);
    if (!existsSync(path)) return response.writeHead(404).end();
    return response.setHeader("content-type", "text/javascript").end(readFileSync(path));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
  const chrome = await chromium.launch({ executablePath: browser, args });
  try {
    const page = await chrome.newPage();
    const line = page.waitForEvent("console", { timeout: 30_000 });
    await page.goto(`http://127.0.0.1:${port}/`);
    return (await line).text();
  } finally {
    await chrome.close();
    server.close();
  }
}
