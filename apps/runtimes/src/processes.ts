import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Outcome } from "./check.ts";
import { type Command, commands, isInstalled } from "./commands.ts";
import type { Runtime } from "./runtime.ts";

/** Runtimes that are a command: where it is, and what comes before the file. */
export const processes: readonly Runtime[] = commands.map(runtimeOf);

function runtimeOf(command: Command): Runtime {
  const { name, path, before } = command;
  return {
    name,
    threads: true,
    async run({ check, worker }, options) {
      if (!isInstalled(command)) return undefined;
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
