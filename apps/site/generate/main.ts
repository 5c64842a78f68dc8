import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packages, pages, root, served } from "../packages.ts";
import { writeApi } from "./api.ts";
import { writeDigits } from "./digits.ts";
import { writeGuide } from "./guide.ts";
import { writeModules } from "./modules.ts";
import { writePackage } from "./package.ts";
import { writeParts } from "./parts.ts";
import { placeReleases } from "./releases.ts";

// Writes the pages that the site is built from: `node --run generate`. What people wrote in docs/ is completed by what
// the code says of itself.

for (const folder of [pages, served]) rmSync(folder, { recursive: true, force: true });
writeGuide();
await writeApi();
placeReleases();
cpSync(join(root, "apps/cli/data/article.json"), join(served, "article.json"));
writeDigits();
writeParts();
await writeModules(join(served, "modules/next"));
const missing = packages.flatMap(writePackage);
if (missing.length > 0) {
  console.error(`These pages are not whole:\n${missing.join("\n")}`);
  process.exitCode = 1;
}
