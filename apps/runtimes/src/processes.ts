import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Outcome } from "./check.ts";
import type { Runtime } from "./runtime.ts";

const tool = (path: string): string => fileURLToPath(new URL(`../tools/node_modules/${path}`, import.meta.url));

/** Runtimes that are a command: where it is, and what comes before the file. */
export const processes: readonly Runtime[] = [
  command("Node here", process.execPath),
  command("Node 22", tool("node-22/bin/node")),
  command("Node 24", tool("node-24/bin/node")),
  command("Deno", tool(".bin/deno"), ["run", "--no-config", "--no-remote", "--allow-read"]),
  command("Bun", tool(".bin/bun")),
];

function command(name: string, path: string, before: readonly string[] = []): Runtime {
  return {
    name,
    threads: true,
    async run({ check, worker }, options) {
      if (!existsSync(path)) return undefined;
      const folder = mkdtempSync(join(tmpdir(), "chainrule-runtimes-"));
      try {
        const file = join(folder, "check.mjs");
        writeFileSync(join(folder, "chainrule-worker.js"), worker);
        writeFileSync(file, `${check}\nconsole.log(JSON.stringify(await check(${JSON.stringify(options)})));\n`);
        const { stdout: version } = await run(path, ["--version"]);
        const { stdout } = await run(path, [...before, file], { cwd: folder, maxBuffer: 1e8 });
        return { version: version.split("\n")[0]!, outcome: JSON.parse(stdout) as Outcome };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

const run = promisify(execFile);
