import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { type Package, pages, root } from "../packages.ts";
import { type Exported, functionsOf, type Kind } from "./exports.ts";
import { functionPage } from "./functionPage.ts";
import { read, write, writePage } from "./pages.ts";

/** Kinds of functions, and the headings under which a package lists them. */
const headings: Readonly<Record<Kind, string>> = {
  activation: "Activations",
  loss: "Losses",
  optimizer: "Optimizers",
  transform: "Gradient transforms",
  schedule: "Schedules",
  initializer: "Initializers",
  metric: "Metrics",
};

/** All pages of a package. Returns what is missing. */
export function writePackage(one: Package): string[] {
  const { id } = one;
  const functions = functionsOf(one);
  const missing = functions.flatMap((each) => writeFunction(id, each));

  const nameOf = (path: string): string => path.replace(`docs/${id}/`, "").replace(/\.mdx?$/, "");
  const others = globSync(`docs/${id}/**/*.{md,mdx}`, { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => nameOf(path) !== "index" && !functions.some(({ name }) => name === nameOf(path)))
    .sort();
  for (const path of others) writePage(`${id}/${nameOf(path)}.md`, path, withoutComment(read(path)));
  writePage(`${id}/index.md`, `docs/${id}/index.md`, read(`docs/${id}/index.md`));

  const groups = Object.entries(headings).flatMap(([kind, label]) => {
    const items = functions.filter((each) => each.kind === kind).map(({ name }) => name);
    return items.length > 0 ? [{ type: "category", label, items, collapsed: false }] : [];
  });
  write(
    `${id}.sidebar.json`,
    JSON.stringify({
      [id]: ["index", ...others.map(nameOf), ...groups, ...(existsSync(join(pages, id, "api.md")) ? ["api"] : [])],
    }),
  );
  return missing;
}

/** The first line of a page that a script has written says so, to those who would change it. */
const withoutComment = (text: string): string => text.replace(/^\{\/\*.*\*\/\}\n+/, "");

function writeFunction(id: string, one: Exported): string[] {
  const path = `docs/${id}/${one.name}.md`;
  const written = existsSync(join(root, path)) ? read(path) : "";
  const { text, svg, missing } = functionPage(id, one, written);
  writePage(`${id}/${one.name}.md`, path, text);
  if (svg) write(`${id}/${one.name}.svg`, svg);
  return [...(written ? [] : [`${id}/${one.name}: nobody has written ${path}`]), ...missing];
}
