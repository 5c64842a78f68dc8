import { spawn, spawnSync } from "node:child_process";
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

/** The same, with ctrl-C as soon as it has written such a text. */
export function interrupted(folder: string, when: RegExp, ...flags: readonly string[]): Promise<Omit<Result, "err">> {
  const child = spawn(process.execPath, ["--conditions=@chainrule/source", main, ...flags], { cwd: folder });
  let out = "";
  let sent = false;
  child.stdout.on("data", (text) => {
    out += String(text);
    if (!sent && when.test(out)) sent = child.kill("SIGINT");
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out }));
  });
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "chainrule-"));

/** Writes a file there; returns its path. */
export function writeIn(folder: string, name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}
