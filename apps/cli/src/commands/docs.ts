import { type Mistake, mistakeById, mistakes } from "@chainrule/worksheet";
import open from "open";
import { usage } from "../failure.ts";
import { readData } from "../files.ts";
import { near } from "../near.ts";
import { say } from "../terminal.ts";

export interface DocsFlags {
  /** Where the site is served. */
  readonly site: string;
  /** Print the address and do nothing else. */
  readonly print?: boolean;
}

/** Opens the documentation of a package: its newest release, or the one named. What a mistake is it says itself. */
export async function docs(what: string | undefined, { site, print }: DocsFlags): Promise<void> {
  if (!URL.canParse(site)) {
    throw usage(`docs: expected --site to be an address, received ${site}. Write it as http://localhost:3000/.`);
  }
  const { path, mistake } = what === undefined ? { path: "" } : pageOf(what);
  const address = new URL(path, site.endsWith("/") ? site : `${site}/`).href;
  process.stdout.write(`${address}\n`);
  if (mistake) say(`\n${mistake.id}: ${mistake.message}\nHint: ${mistake.hint}`);
  if (!print) await open(address);
}

/** `activations@0.1.0` is at /activations/0.1.0/, what is on main at /activations/next/; a page may follow. */
function pageOf(what: string): { path: string; mistake?: Mistake } {
  const [, name, version, page = "", anchor] =
    /^(?:@chainrule\/)?([a-z][a-z-]*)(?:@(next|\d+\.\d+\.\d+))?(?:\/([\w/-]+)(?:#([\w-]+))?)?$/.exec(what) ?? [];
  if (name === undefined) {
    throw usage(
      `docs: expected a package with or without a version, received ${what}. ` +
        "Write activations, activations@0.1.0 or activations@next, and a page as in activations/elu.",
    );
  }
  const pages = JSON.parse(readData("pages.json")) as Record<string, string[]>;
  requireOne("a package with documentation", name, Object.keys(pages));
  // What an older release had may have gone since.
  const isNow = (version ?? "next") === "next";
  if (page !== "" && isNow) requireOne(`a page of ${name}`, page, pages[name]!);
  const path = [name, version, page].filter((part) => part !== undefined).join("/");
  if (anchor === undefined) return { path };
  const isMistake = name === "worksheet" && page === "mistakes";
  const mistake = isMistake ? mistakeById(anchor) : undefined;
  if (isMistake && isNow && !mistake) {
    requireOne(
      "a mistake that has a name",
      anchor,
      mistakes.flatMap(({ id, aliases = [] }) => [id, ...aliases]),
    );
  }
  return { path: `${path}#${mistake?.id ?? anchor}`, ...(mistake && { mistake }) };
}

function requireOne(expected: string, received: string, names: readonly string[]): void {
  if (names.includes(received)) return;
  const alike = near(received, names);
  const few =
    alike.length > 0
      ? `Near are ${alike.join(", ")}.`
      : `There are ${names.slice(0, 12).join(", ")}${names.length > 12 ? ` and ${names.length - 12} more` : ""}.`;
  throw usage(`docs: expected ${expected}, received ${received}. ${few}`);
}
