// Before anything else: an older Node ends somewhere inside, over something that it does not know.
import { readFileSync } from "node:fs";

const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const [major, minor] = engines.node.match(/\d+/g).map(Number);
const [ours, oursMinor] = process.versions.node.split(".").map(Number);
if (ours < major || (ours === major && oursMinor < minor)) {
  console.error(`chainrule: needs Node ${major}.${minor} or newer, this is ${process.versions.node}.`);
  process.exit(3);
}
