import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./script.ts";

// The pages that `chainrule docs` knows, by the part of the site that they are in. Kept with the command line, which is
// installed without docs/:
//   node --conditions=@chainrule/source docs/makeList.ts
// writes it again, and listPages.test.ts says when it is out of date.

export const listFile = join(root, "apps/cli/data/pages.json");

/** As the site has them, which also writes a page `api` for each package. */
export function listPages(): string {
  const found = (pattern: string): string[] =>
    globSync(pattern, { cwd: root }).map((path) => path.replaceAll("\\", "/").replace(/\.(?:mdx?|ts)$/, ""));
  const names = readFolders();
  const pages = Object.fromEntries(
    names.map((name) => [
      name,
      [...found(`docs/${name}/**/*.{md,mdx}`).map((path) => path.slice(`docs/${name}/`.length)), "api"],
    ]),
  );
  const examples = ["examples", ...found("docs/examples/[0-9]*.ts").map((path) => path.slice("docs/".length))];
  const guide = found("docs/guide/*.md").map((path) => path.slice("docs/guide/".length));
  const all: Record<string, string[]> = { ...pages, guide: [...guide, "architecture", ...examples] };
  const sorted = Object.entries(all).map(([name, list]) => [name, list.filter((page) => page !== "index").sort()]);
  return `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`;
}

/** The packages that have documentation. */
const readFolders = (): string[] =>
  globSync("docs/*/index.md", { cwd: root })
    .map((path) => dirname(path).slice("docs/".length))
    .filter((name) => name !== "guide")
    .sort();

export const readList = (): string => readFileSync(listFile, "utf8");
