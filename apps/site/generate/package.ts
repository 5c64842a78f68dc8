import { globSync } from "node:fs";
import { type Package, root } from "../packages.ts";
import { read, write, writePage } from "./pages.ts";

/** All pages of a package. */
export function writePackage({ id }: Package): void {
  const written = globSync(`docs/${id}/**/*.md`, { cwd: root }).sort();
  for (const path of written) writePage(path.replace("docs/", ""), path, read(path));
  const names = written.map((path) => path.replace(`docs/${id}/`, "").replace(".md", ""));
  write(`${id}.sidebar.json`, JSON.stringify({ [id]: ["index", ...names.filter((name) => name !== "index")] }));
}
