import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startRegistry } from "./registry.ts";
import { Maintainer } from "./release.ts";
import type { World } from "./stories.ts";
import { User } from "./user.ts";
import { bundles } from "./users/bundles.ts";
import { installs } from "./users/installs.ts";
import { plugins } from "./users/plugins.ts";
import { runtimes } from "./users/runtimes.ts";
import { types } from "./users/types.ts";
import { versions } from "./users/versions.ts";

// Releases what is committed to a registry on this machine, as a maintainer would, and plays those who install it.

const { values } = parseArgs({
  options: { short: { type: "boolean" }, only: { type: "string", default: "" }, keep: { type: "boolean" } },
});
const repository = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "chainrule-registry-"));
const stories = [...installs, ...runtimes, ...types, ...bundles, ...plugins, ...versions].filter(
  ({ what, short = false }) => (short || !values.short) && what.includes(values.only),
);

const registry = await startRegistry(join(folder, "registry"));
let failed = 0;
try {
  const maintainer = new Maintainer(join(folder, "maintainer"), registry);
  const begun = Date.now();
  await maintainer.clone(repository);
  await maintainer.release();
  console.log(`released ${Object.keys(maintainer.versions()).length} packages (${seconds(begun)})`);
  const world: World = { registry, maintainer, repository, user: (name) => new User(join(folder, name), registry) };
  for (const { what, tell } of stories) {
    const since = Date.now();
    try {
      const remark = await tell(world);
      console.log(`✓ ${what} (${[remark, seconds(since)].filter(Boolean).join(", ")})`);
    } catch (error) {
      failed++;
      console.log(`✗ ${what}\n${error instanceof Error ? error.message : String(error)}`);
    }
  }
} finally {
  registry.stop();
  if (values.keep) console.log(`kept in ${folder}`);
  else rmSync(folder, { recursive: true });
}
console.log(`${stories.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(0)} s`;
}
