#!/usr/bin/env node
// Stands apart from dist so that an install can link the command before the first build.
import { readFileSync } from "node:fs";

const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const [major, minor] = engines.node.match(/\d+/g).map(Number);
const [ours, oursMinor] = process.versions.node.split(".").map(Number);
if (ours > major || (ours === major && oursMinor >= minor)) {
  await import("../dist/main.js");
} else {
  // An older Node ends somewhere inside, over something that it does not know.
  console.error(`chainrule: needs Node ${major}.${minor} or newer, this is ${process.versions.node}.`);
  process.exitCode = 3;
}
