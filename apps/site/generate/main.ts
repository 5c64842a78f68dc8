import { rmSync } from "node:fs";
import { packages, pages } from "../packages.ts";
import { writeApi } from "./api.ts";
import { writeGuide } from "./guide.ts";
import { writePackage } from "./package.ts";

// Writes the pages that the site is built from: `node --run generate`. What people wrote in docs/ is completed by what
// the code says of itself.

rmSync(pages, { recursive: true, force: true });
writeGuide();
await writeApi();
const missing = packages.flatMap(writePackage);
for (const line of missing) console.warn(line);
