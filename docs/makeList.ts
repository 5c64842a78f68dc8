// Writes the list of pages that `chainrule docs` knows.
import { writeFileSync } from "node:fs";
import { listFile, listPages } from "./listPages.ts";

writeFileSync(listFile, listPages());
