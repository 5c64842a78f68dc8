import { cpSync, existsSync, globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { frozen, packages, pages, pagesOf, served } from "../packages.ts";
import { writeModules } from "./modules.ts";

const site = join(import.meta.dirname, "..");

/** Puts the releases that are kept where Docusaurus looks for them, and their modules where pages find them. */
export function placeReleases(): void {
  for (const old of globSync("*_version*", { cwd: site })) rmSync(join(site, old), { recursive: true });
  for (const { id, versions } of packages.filter((one) => one.versions.length > 0)) {
    writeFileSync(join(site, `${id}_versions.json`), JSON.stringify(versions));
    for (const version of versions) {
      cpSync(pagesOf(id, version), join(site, `${id}_versioned_docs/version-${version}`), { recursive: true });
      const sidebar = join(site, `${id}_versioned_sidebars/version-${version}-sidebars.json`);
      mkdirSync(dirname(sidebar), { recursive: true });
      cpSync(join(frozen, id, version, "sidebar.json"), sidebar);
      const modules = join(frozen, id, version, "modules");
      if (existsSync(modules)) cpSync(modules, join(served, "modules", id, version), { recursive: true });
    }
  }
}

/**
 * Keeps the pages of every package whose version has no folder yet: as they were generated, with the modules that their
 * code runs on, and the versions that the other packages had. Returns what was kept.
 */
export async function freezeReleases(): Promise<string[]> {
  const due = packages.filter(({ version, versions }) => version !== "0.0.0" && !versions.includes(version));
  const family = Object.fromEntries(packages.map(({ id, version }) => [id, version]));
  for (const { id, version } of due) {
    const folder = join(frozen, id, version);
    cpSync(join(pages, id), join(folder, "pages"), { recursive: true });
    cpSync(join(pages, `${id}.sidebar.json`), join(folder, "sidebar.json"));
    writeFileSync(join(folder, "family.json"), `${JSON.stringify(family, null, 2)}\n`);
    await writeModules(join(folder, "modules"), join(folder, "pages"));
  }
  return due.map(({ id, version }) => `${id}@${version}`);
}
