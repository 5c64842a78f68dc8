import open from "open";
import { usage } from "../failure.ts";

export interface DocsFlags {
  /** Where the site is served. */
  readonly site: string;
  /** Print the address and do nothing else. */
  readonly print?: boolean;
}

/** Opens the documentation of a package: its newest release, or the one that is named. */
export async function docs(what: string | undefined, { site, print }: DocsFlags): Promise<void> {
  const address = addressOf(what, site);
  process.stdout.write(`${address}\n`);
  if (!print) await open(address);
}

/** `activations@0.1.0` is at /activations/0.1.0/, what is on main at /activations/next/; a page may follow. */
function addressOf(what: string | undefined, site: string): string {
  if (!URL.canParse(site)) {
    throw usage(`docs: expected --site to be an address, received ${site}. Write it as http://localhost:3000/.`);
  }
  const base = site.endsWith("/") ? site : `${site}/`;
  if (what === undefined) return base;
  const [, name, version, page = ""] =
    /^(?:@chainrule\/)?([a-z][a-z-]*)(?:@(next|\d+\.\d+\.\d+))?(?:\/([\w/-]+(?:#[\w-]+)?))?$/.exec(what) ?? [];
  if (name === undefined) {
    throw usage(
      `docs: expected a package with or without a version, received ${what}. ` +
        "Write activations, activations@0.1.0 or activations@next, and a page as in activations/elu.",
    );
  }
  return new URL([name, version, page].filter((part) => part !== undefined).join("/"), base).href;
}
