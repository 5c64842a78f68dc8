import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const command = ["--conditions=@chainrule/source", main];

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command in a folder. */
export const runIn = (folder: string, ...flags: readonly string[]): Result => runWith({}, folder, ...flags);

/** What it reads, and where it writes if not to us. */
export interface Streams {
  readonly input?: string;
  readonly stdout?: number;
  readonly stderr?: number;
}

export function runWith(
  { input, stdout: out, stderr: err }: Streams,
  folder: string,
  ...flags: readonly string[]
): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...flags], {
    cwd: folder,
    ...(input !== undefined && { input }),
    stdio: ["pipe", out ?? "pipe", err ?? "pipe"],
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
}

/** Runs it, with SIGINT as soon as it has written such a text, on stdout or stderr, or something else has happened. */
export const interrupted = (
  folder: string,
  when: RegExp | Promise<unknown>,
  ...flags: readonly string[]
): Promise<Result> => ended(folder, [process.execPath, ...command, ...flags], when, (child) => child.kill("SIGINT"));

/** Runs it in a terminal, with ctrl-C pressed there; all that it shows is in `out`. Needs `script` of util-linux. */
export function interruptedInTerminal(folder: string, when: RegExp, ...flags: readonly string[]): Promise<Result> {
  const line = [process.execPath, ...command, ...flags].map((word) => `'${word}'`).join(" ");
  const inTerminal = ["script", "-qec", `stty rows 24 cols 80; exec ${line}`, join(folder, "typescript")];
  return ended(folder, inTerminal, when, (child) => child.stdin.write("\x03"));
}

function ended(
  folder: string,
  [program, ...words]: readonly string[],
  when: RegExp | Promise<unknown>,
  press: (child: ChildProcessWithoutNullStreams) => void,
): Promise<Result> {
  const child = spawn(program!, words, { cwd: folder, env: { ...process.env, NO_COLOR: "1" } });
  let [out, err, isPressed] = ["", "", false];
  const look = (): void => {
    if (isPressed || !(when instanceof RegExp) || !when.test(out + err)) return;
    isPressed = true;
    press(child);
  };
  child.stdout.on("data", (text) => {
    out += String(text);
    look();
  });
  child.stderr.on("data", (text) => {
    err += String(text);
    look();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    // As a shell counts what a signal has ended.
    child.on("close", (code, signal) => resolve({ code: signal ? 128 + constants.signals[signal] : code, out, err }));
    if (when instanceof Promise) when.then(() => press(child), reject);
  });
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "chainrule-"));

/** Writes a file there; returns its path. */
export function writeIn(folder: string, name: string, contents: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}
