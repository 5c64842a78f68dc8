// A release whose macOS or Windows binaries cannot be resolved is left out of the lockfile without a word,
// and the install then fails on those systems. So each family of platform packages must name all three.
import { readFileSync } from "node:fs";

const [packages = ""] = readFileSync("pnpm-lock.yaml", "utf8").split("\nsnapshots:");
const names = [...packages.matchAll(/^ {2}'?((?:@[^/]+\/)?[^@'\s]+)@[^:]+:$/gm)].map((match) => match[1] ?? "");

/** @type {Map<string, string[]>} */
const families = new Map();
for (const name of names) {
  const [, family, platform] = /^(.*?)[-/.]((?:linux|darwin|win32|windows)[-a-z0-9]*)$/.exec(name) ?? [];
  if (family && platform) families.set(family, [...(families.get(family) ?? []), platform]);
}

const missing = [...families].flatMap(([family, platforms]) =>
  ["linux", "darwin-arm64", "win"]
    .filter((wanted) => !platforms.some((platform) => platform.startsWith(wanted)))
    .map((wanted) => `${family}: no ${wanted} binary in pnpm-lock.yaml`),
);
for (const line of missing) console.error(line);
process.exit(missing.length > 0 ? 1 : 0);
