import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { type Package, packages, pages, root } from "../packages.ts";

const repository = "https://github.com/chainrule/chainrule/blob/main";

/** Reads a file of the repository. */
export const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Writes a page of the site, with links as they are there. */
export function writePage(page: string, from: string, text: string): void {
  write(page, withLinks(text, from, page));
}

/**
 * Writes the first page of a package: that of docs/, and of the README how it is used and what is there, with links to
 * the pages of the names.
 */
export function writeFirstPage({ id, folder }: Package, names: ReadonlySet<string>): void {
  const [page, from, readme] = [`${id}/index.md`, `docs/${id}/index.md`, `${folder}/README.md`];
  const [, ...sections] = read(readme).split(/^(?=## )/m);
  const parts = sections
    .filter((section) => !section.startsWith("## Add one"))
    .map((section) => withLinks(section, readme, page))
    .map((section) => (section.startsWith("## What is here") ? linked(section, names) : section));
  const text = read(from).replaceAll(`](../../${readme})`, "](#what-is-here)");
  write(page, [withLinks(text, from, page), ...parts].join("\n"));
}

/** Names at the head of a row lead to their pages. */
const linked = (table: string, names: ReadonlySet<string>): string =>
  table.replaceAll(/^\| (.*?) \|/gm, (cell) =>
    cell.replaceAll(/`(\w+)`/g, (whole, name: string) => (names.has(name) ? `[${whole}](./${name}.md)` : whole)),
  );

/** Writes a file beside the pages. */
export function write(path: string, text: string): void {
  const file = join(pages, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Where a file of the repository stands among the pages: "tensor/corners.md"; undefined if it is not on the site. */
function pageOf(path: string): string | undefined {
  const readme = packages.find(({ folder }) => path === `${folder}/README.md`);
  if (readme) return `${readme.id}/index.md`;
  if (path === "docs/architecture.md") return "guide/architecture.md";
  const example = /^docs\/examples\/(?:(\d.*)\.ts|(.*)README\.md)$/.exec(path);
  if (example) return `guide/examples/${example[1] ?? `${example[2]}index`}.md`;
  const page = /^docs\/(([^/]+)\/.*\.md)x?$/.exec(path);
  return page && (page[2] === "guide" || packages.some(({ id }) => id === page[2])) ? page[1] : undefined;
}

/** Links between files of the repository become links between pages; what is not on the site leads to its source. */
function withLinks(text: string, from: string, page: string): string {
  return outsideOfCode(text, (prose) =>
    prose.replaceAll(/\]\(([^)\s:#]+)(#[^)\s]*)?\)/g, (whole, target: string, anchor = "") => {
      // A drawing beside the page.
      if (target.startsWith("./") && target.endsWith(".svg")) return whole;
      const path = posix.normalize(posix.join(posix.dirname(from), target));
      // A page of the site that is a program.
      const [, program] = /^apps\/site\/src\/pages\/(\w+)\.tsx$/.exec(path) ?? [];
      if (program) return `](/${program}/)`;
      const found = pageOf(path);
      if (!found) return `](${repository}/${path}${anchor})`;
      const relative = posix.relative(posix.dirname(page), found);
      return `](${relative.startsWith(".") ? relative : `./${relative}`}${anchor})`;
    }),
  );
}

/** Changes what is neither in a block of code nor in `code`. */
export const outsideOfCode = (text: string, change: (prose: string) => string): string =>
  text
    .split(/(^ *```.*?^ *```[^\n]*$|`[^`\n]+`)/gms)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join("");

/** Words of a docstring such as `boundaries[0](t)` look like a link, and are none. */
export const withoutAccidentalLinks = (text: string): string =>
  outsideOfCode(text, (prose) => prose.replaceAll(/\]\((?!#|[^)\s]*\.md|https?:)/g, "]\\("));

/** The first line of a page that a script has written says so, to those who would change it. */
export const withoutComment = (text: string): string => text.replace(/^(\{\/\*.*\*\/\}|<!--.*-->)\n+/, "");
