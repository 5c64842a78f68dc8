import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { type Package, pages, root } from "../packages.ts";
import { type Exported, functionsOf, type Kind } from "./exports.ts";
import { functionPage } from "./functionPage.ts";
import { read, withoutComment, write, writeFirstPage, writePage } from "./pages.ts";

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
  writeFirstPage(one, new Set([...others.map(nameOf), ...functions.map(({ name }) => name)]));

  const groups = groupsOf(read(`docs/${id}/index.md`), others.map(nameOf));
  const grouped = new Set(groups.flatMap(({ items }) => items));
  const kinds = Object.entries(headings).map(([kind, label]) =>
    category(
      label,
      functions.filter((each) => each.kind === kind).map(({ name }) => name),
    ),
  );
  write(
    `${id}.sidebar.json`,
    JSON.stringify({
      [id]: [
        "index",
        ...others.map(nameOf).filter((name) => !grouped.has(name)),
        ...[...groups, ...kinds].filter(({ items }) => items.length > 0),
        ...(existsSync(join(pages, id, "api.md")) ? ["api"] : []),
      ],
    }),
  );
  return missing;
}

interface Category {
  readonly type: "category";
  readonly label: string;
  readonly items: readonly string[];
  readonly collapsed: boolean;
}

const category = (label: string, items: readonly string[], collapsed = false): Category => ({
  type: "category",
  label,
  items,
  collapsed,
});

/** Pages as the table on the first page of a package has them together: `| Layers | [dense](dense.md), … |`. */
const groupsOf = (firstPage: string, names: readonly string[]): Category[] =>
  [...firstPage.matchAll(/^\| (\w.*?) \| (.*) \|$/gm)].map(([, label = "", cell = ""]) => {
    const linked = [...cell.matchAll(/\]\((\w+)\.md\)/g)].map(([, name = ""]) => name);
    return category(
      label,
      linked.filter((name) => names.includes(name)),
      true,
    );
  });

function writeFunction(id: string, one: Exported): string[] {
  const path = `docs/${id}/${one.name}.md`;
  const written = existsSync(join(root, path)) ? read(path) : "";
  const { text, svg, missing } = functionPage(id, one, written);
  writePage(`${id}/${one.name}.md`, path, text);
  if (svg) write(`${id}/${one.name}.svg`, svg);
  return [...(written ? [] : [`${id}/${one.name}: nobody has written ${path}`]), ...missing];
}
