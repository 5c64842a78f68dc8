import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command in a folder. */
export function runIn(folder: string, ...flags: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--conditions=@chainrule/source", main, ...flags], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "chainrule-"));

/** Writes a file there; returns its path. */
export function writeIn(folder: string, name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}
