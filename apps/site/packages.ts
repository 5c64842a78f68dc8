import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Which packages have documentation, and which of their releases are kept. Everything about versions is read off the
// folder `frozen`: a release is there if it has a folder, and the newest is the highest number.

/** The folder of the repository. */
export const root = join(import.meta.dirname, "../..");

/** What the generator writes: the pages of what is on main, by package. */
export const pages = join(import.meta.dirname, ".pages");

/** What is kept of each release: `frozen/tensor/0.1.0` with `pages`, `modules`, `sidebar.json`, `family.json`. */
export const frozen = join(import.meta.dirname, "frozen");

/** What the generator writes to be served as it is. */
export const served = join(import.meta.dirname, ".static");

/** A package, its pages and its releases. */
export interface Package {
  /** As in addresses and folders: "activations". */
  readonly id: string;
  /** As it is installed: "@chainrule/activations". */
  readonly name: string;
  readonly description: string;
  /** Its folder in the repository: "packages/activations". */
  readonly folder: string;
  /** In its package.json: the newest release, or 0.0.0 before the first. */
  readonly version: string;
  /** Releases whose pages are kept, the newest first. */
  readonly versions: readonly string[];
}

/** The packages that have a folder in docs/, in the order of the arrows between them. */
export const packages: readonly Package[] = ["packages", "apps"]
  .flatMap((group) => readdirSync(join(root, group)).map((id) => `${group}/${id}`))
  .filter((folder) => existsSync(join(root, folder, "package.json")))
  .map((folder) => {
    const { name, description, version } = JSON.parse(
      readFileSync(join(root, folder, "package.json"), "utf8"),
    ) as Package;
    return { id: name.replace("@chainrule/", ""), name, description, version, folder };
  })
  .filter(({ id }) => existsSync(join(root, "docs", id, "index.md")))
  .map((found) => ({ ...found, versions: versionsOf(found.id) }))
  .sort((a, b) => rank(a.id) - rank(b.id));

function rank(id: string): number {
  const first = ["network", "activations", "losses", "optimizers", "data", "worksheet", "tensor", "compiler"];
  const at = first.indexOf(id);
  return at < 0 ? first.length : at;
}

function versionsOf(id: string): string[] {
  const folder = join(frozen, id);
  return existsSync(folder) ? readdirSync(folder).sort((a, b) => compareVersions(b, a)) : [];
}

/** Releases in order: 0.9.0 before 0.10.0. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  const at = left!.findIndex((part, i) => part !== right![i]);
  return at < 0 ? 0 : left![at]! - right![at]!;
}

/** Where the pages of a version lie. */
export const pagesOf = (id: string, version: string): string =>
  version === "next" ? join(pages, id) : join(frozen, id, version, "pages");

/** Where a version is on the site: the newest release needs no number, and before the first one `next` does not. */
export function pathOf(id: string, version: string): string {
  const newest = packages.find((candidate) => candidate.id === id)?.versions[0] ?? "next";
  return version === newest ? id : `${id}/${version}`;
}
