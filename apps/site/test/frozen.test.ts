import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { printedByEach, promised } from "../../../docs/script.ts";
import { frozen, packages } from "../packages.ts";
import { canRun } from "../src/components/canRun.ts";

// The code on the pages of a release runs on the modules that were kept with it, and prints what the pages say.

const blocksOf = (text: string): string[] =>
  [...text.matchAll(/^( *)```(?:ts|tsx|typescript)\b([^\n]*)\n(.*?)^\1```/gms)]
    .filter(([, , more = "", code = ""]) => !more.includes("no-run") && canRun(code))
    .map(([, , , code = ""]) => code);

const releases = packages.flatMap(({ id, versions }) =>
  versions.map((version) => {
    const folder = join(frozen, id, version);
    const blocks = globSync("pages/**/*.md", { cwd: folder })
      .sort()
      .flatMap((page) => blocksOf(readFileSync(join(folder, page), "utf8")).map((code) => ({ page, code })));
    return { id, version, blocks, modules: pathToFileURL(join(folder, "modules")).href };
  }),
);

test.each(releases)("$id $version", { timeout: 150_000 }, async ({ blocks, modules }) => {
  const printed = await printedByEach(
    blocks.map(({ code }) => code.replaceAll(/from "@chainrule\/([^"]+)"/g, `from "${modules}/$1.js"`)),
  );
  expect(blocks.map(({ page }, i) => ({ page, printed: printed[i] }))).toEqual(
    blocks.map(({ page, code }) => ({ page, printed: promised(code) })),
  );
});

test("each release of a package whose functions have pages has something to run", () => {
  const silent = releases.filter(({ blocks }) => blocks.length === 0).map(({ id }) => id);
  for (const id of ["activations", "losses", "optimizers", "network", "tensor"]) expect(silent).not.toContain(id);
  expect(releases.flatMap(({ blocks }) => blocks).length).toBeGreaterThan(300);
});
