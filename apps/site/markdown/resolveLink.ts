import { existsSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { packages, pagesOf, pathOf } from "../packages.ts";

/** Where a page stands: the package (or the guide), its version, and its path there. */
interface Place {
  readonly id: string;
  readonly version: string;
  readonly page: string;
}

const site = join(import.meta.dirname, "..");

/** Reads it off the file: `.pages/tensor/corners.md`, or the copy of a release that Docusaurus reads. */
function placeOf(file: string): Place {
  const [top = "", second = "", ...rest] = relative(site, file).split(sep);
  const frozen = /^(.+)_versioned_docs$/.exec(top);
  if (!frozen) return { id: second, version: "next", page: rest.join("/") };
  return { id: frozen[1]!, version: second.replace("version-", ""), page: rest.join("/") };
}

/**
 * The address of a link that leads to a page, from the root of the site; undefined for every other link.
 *
 * A page of a release leads to the releases that were the newest beside it, the guide to the newest of all.
 */
export function resolveLink(file: string, url: string): string | undefined {
  const [path = "", anchor] = url.split("#");
  if (!/^\.\.?\/.*\.md$/.test(path)) return undefined;
  const from = placeOf(file);
  const [id = "", ...rest] = posix.normalize(posix.join(from.id, posix.dirname(from.page), path)).split("/");
  const page = rest.join("/");
  const version = id === from.id ? from.version : versionSeenFrom(from, id, page);
  return `/${addressOf({ id, version, page })}${anchor === undefined ? "" : `#${anchor}`}`;
}

/** The address of a page without the leading slash: "tensor/0.1.0/corners/". */
export function addressOf({ id, version, page }: Place): string {
  const name = page.replace(/\.md$/, "").replace(/(^|\/)index$/, "$1");
  const address = [pathOf(id, version), name].filter(Boolean).join("/");
  return address.endsWith("/") ? address : `${address}/`;
}

function versionSeenFrom(from: Place, id: string, page: string): string {
  const newest = packages.find((candidate) => candidate.id === id)?.versions[0];
  if (!newest) return "next";
  if (from.id === "guide") return existsSync(join(pagesOf(id, newest), page)) ? newest : "next";
  if (from.version === "next") return "next";
  return familyOf(from)[id] ?? newest;
}

/** The releases of the other packages at the time of a release, kept beside its pages. */
function familyOf({ id, version }: Place): Readonly<Record<string, string>> {
  const file = join(pagesOf(id, version), "../family.json");
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
}
