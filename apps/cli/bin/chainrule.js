#!/usr/bin/env node
// Stands apart from dist so that an install can link the command before the first build.
import "./requireNode.js";
import { existsSync } from "node:fs";

const main = new URL("../dist/main.js", import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  console.error("chainrule: expected a clone that is built, received one that is not. Run npx -y pnpm@12 build.");
  process.exitCode = 3;
}
