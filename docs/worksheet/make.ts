// Writes the pages of docs/worksheet that the marker makes.
import { writeFileSync } from "node:fs";
import { pages } from "./pages.ts";

for (const [name, make] of Object.entries(pages)) {
  writeFileSync(new URL(name, import.meta.url), await make());
}
