import { fileURLToPath } from "node:url";
import { launch, serve } from "@chainrule/browser";
import { build } from "esbuild";
import { median } from "../median.ts";
import type { Training } from "../page/train.ts";
import type { Line } from "../results.ts";

const trainings: readonly Training[] = [
  { units: [512, 512], batch: 128, steps: 80 },
  { units: [128], batch: 32, steps: 800 },
];

/** A training in a page that has just been opened: how long it keeps the page from anything else. */
export async function page(rounds: number): Promise<Line[]> {
  const browser = await launch();
  if (!browser) return [];
  const files = await bundled();
  const { url, close } = await serve((path) => files.get(path));
  const lines: Line[] = [];
  try {
    for (const training of trainings) {
      for (const worker of [false, true]) {
        const blocks: number[] = [];
        for (let round = 0; round < rounds; round++) {
          const tab = await browser.newPage();
          await tab.goto(url);
          const asked = JSON.stringify({ worker, ...training });
          blocks.push(Number(await tab.evaluate(`import("/page.js").then(({ blocked }) => blocked(${asked}))`)));
          await tab.close();
        }
        const { units, batch } = training;
        const what = `784-${units.join("-")}-10, batch ${batch}${worker ? ", in a worker" : ""}`;
        lines.push({
          what,
          value: median(blocks),
          unit: "ms that the page is blocked at most",
          wanted: 50,
          most: true,
        });
      }
    }
  } finally {
    await browser.close();
    close();
  }
  return lines;
}

/** The page, its script, and that of its worker. */
async function bundled(): Promise<ReadonlyMap<string, readonly [type: string, body: string]>> {
  const files = new Map<string, readonly [string, string]>([["/", ["text/html", ""]]]);
  for (const name of ["page", "worker"]) {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(`../page/${name}.ts`, import.meta.url))],
      bundle: true,
      write: false,
      format: "esm",
      target: "es2024",
      logLevel: "error", // warnings of imports that a split package repeats say nothing here
    });
    files.set(`/${name}.js`, ["text/javascript", outputFiles[0]!.text]);
  }
  return files;
}
