import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { loadCheckpointFile } from "@chainrule/network/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildTraining } from "./script.ts";

// What the world does to a training that saves itself: full disks, closed folders, others at the same path, workers
// that die. Each time it says what happened, and the last good file goes on to the bits of a training left alone.

let folder: string;
let script: string;
let whole: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chainrule-refused-"));
  script = await buildTraining(folder);
  whole = doneIn((await run(["node", script, at("whole", "run.safetensors")])).out);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const at = (...names: string[]): string => join(folder, ...names);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run([command, ...args]: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command === "node" ? process.execPath : command!, args);
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => (out += String(text)));
    child.stderr.on("data", (text) => (err += String(text)));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

/** In a name space of its own, where a folder can be mounted without rights: shell first, then the training. */
const runMounted = (path: string, shell: string): Promise<Ended> =>
  run(["unshare", "-rm", "sh", "-c", `set -e; cd /; ${shell}; exec "$0" "$1" "$2"`, process.execPath, script, path]);

const canMount = spawnSync("unshare", ["-rm", "true"]).status === 0;

const doneIn = (out: string): string => /^done (.+)$/m.exec(out)?.[1] ?? "not done";
const savedIn = (out: string): number => Number([...out.matchAll(/^saved (\d+)$/gm)].at(-1)?.[1] ?? 0);

/** The file is whole, is of the last step that was said to be on the disk, and goes on to the same bits. */
async function goesOn(path: string, saved: number): Promise<void> {
  expect((await loadCheckpointFile(path)).progress.step).toBeGreaterThanOrEqual(saved);
  expect(doneIn((await run(["node", script, path])).out)).toBe(whole);
  // What a worker of this process had half written stays as long as the process lives.
  const left = readdirSync(dirname(path)).filter((name) => !name.includes(`.${process.pid}.`));
  expect(left).toEqual(["run.safetensors"]);
}

describe.skipIf(!canMount)("the disk", () => {
  test("full: ENOSPC, nothing half-written stays, the last checkpoint is whole", async () => {
    mkdirSync(at("small"));
    const path = at("small", "run.safetensors");
    // Room for one checkpoint and not for the next beside it.
    const copy = at("of-small");
    const size = Math.ceil((readFileSync(at("whole", "run.safetensors")).length * 1.5) / 1024);
    const shell = `mount -t tmpfs -o size=${size}k tmpfs '${at("small")}'`;
    const after = `"$0" "$1" "$2" || code=$?; cp -r '${at("small")}' '${copy}'; exit $code`;
    const command = `set -e; ${shell}; ${after}`;
    const { code, out, err } = await run(["unshare", "-rm", "sh", "-c", command, process.execPath, script, path]);
    expect(code).toBe(1);
    expect(err).toContain(`FileError: write ${path}: expected room for`);
    expect(err).toContain("received ENOSPC");
    expect(savedIn(out)).toBe(1);
    await goesOn(join(copy, "run.safetensors"), 1);
  }, 60_000);

  test("read-only: EROFS before anything is lost", async () => {
    mkdirSync(at("closed"));
    const path = at("closed", "run.safetensors");
    copyFileSync(at("whole", "run.safetensors"), path);
    const before = readFileSync(path);
    const shell = `mount --bind '${at("closed")}' '${at("closed")}'; mount -o remount,ro,bind '${at("closed")}'`;
    mkdirSync(at("closed", "new"));
    const { code, err } = await runMounted(at("closed", "new", "run.safetensors"), shell);
    expect(code).toBe(1);
    expect(err).toContain("received EROFS. Check the folder and its rights.");
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(at("closed", "new"))).toEqual([]);
  }, 60_000);
});

test("two processes at one path: neither fails, and the file is one of theirs, whole", async () => {
  const path = at("shared", "run.safetensors");
  mkdirSync(dirname(path));
  const both = await Promise.all([run(["node", script, path]), run(["node", script, path])]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both.map(({ out }) => doneIn(out))).toEqual([whole, whole]);
  await goesOn(path, 1);
}, 60_000);

test("a worker that is terminated while it trains: the main thread goes on from its last file", async () => {
  const path = at("worker", "run.safetensors");
  const worker = new Worker(script, { argv: [path], stdout: true });
  let out = "";
  await new Promise<void>((resolve, reject) => {
    worker.on("error", reject);
    worker.stdout.on("data", (text) => {
      out += String(text);
      if (savedIn(out) >= 5) void worker.terminate().then(() => resolve());
    });
  });
  expect(out).not.toContain("done");
  await goesOn(path, savedIn(out));
}, 60_000);
