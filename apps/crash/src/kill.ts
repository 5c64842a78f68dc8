import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { loadCheckpointFile } from "@chainrule/network/node";
import { buildTraining } from "./script.ts";

/** How it went. */
export interface Count {
  readonly kills: number;
  readonly runs: number;
  /** Half-written files that were still there after a run had come to its end. */
  readonly halves: number;
}

/** One life of the training. */
interface Life {
  /** The last step that it said was on the disk; 0 if none. */
  readonly saved: number;
  /** All bits of the weights, if it came to its end. */
  readonly done: string | undefined;
}

/**
 * Kills trainings, each a process of its own, at random moments until there have been so many kills, and lets each go
 * on until it is done.
 *
 * @throws Error if a checkpoint is lost or older than one that was on the disk, or if a result is not that of a
 *   training that was never killed
 */
export async function killTrainings(kills: number, tell: (line: string) => void = () => undefined): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-crash-"));
  try {
    const script = await buildTraining(folder);
    const { done: expected } = await live(script, join(folder, "whole", "run.safetensors"), undefined);
    if (expected === undefined) throw new Error("expected the training to come to its end when nobody kills it.");

    const count = { kills: 0, runs: 0, halves: 0 };
    while (count.kills < kills) {
      const path = join(folder, `run${count.runs}`, "run.safetensors");
      const result = await untilDone(script, path, count, tell);
      if (result !== expected) throw new Error(`run ${count.runs}: expected the bits of a run never killed.`);
      count.runs++;
      count.halves += readdirSync(dirname(path)).filter((name) => name.endsWith(".tmp")).length;
      tell(`run ${count.runs}: done, the same bits; ${count.kills} kills so far`);
    }
    return count;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function untilDone(
  script: string,
  path: string,
  count: { kills: number },
  tell: (line: string) => void,
): Promise<string> {
  let onDisk = 0;
  for (;;) {
    const { saved, done } = await live(script, path, momentOf(count.kills));
    if (done !== undefined) return done;
    count.kills++;
    onDisk = Math.max(onDisk, saved);
    if (onDisk === 0 && !existsSync(path)) continue;
    const { progress } = await loadCheckpointFile(path);
    if (progress.step < onDisk) {
      throw new Error(`kill ${count.kills}: expected step ${onDisk} on the disk, received ${progress.step}.`);
    }
    onDisk = progress.step;
    if (count.kills % 25 === 0) tell(`kill ${count.kills}: step ${onDisk} is on the disk`);
  }
}

/** When to kill: after so many checkpoints of this life, and then so many ms. */
interface Moment {
  readonly saves: number;
  readonly ms: number;
}

/** Spread evenly (multiples of irrational numbers, modulo 1): while it starts, computes or writes. */
const momentOf = (kill: number): Moment => ({
  saves: Math.floor(30 * ((kill * Math.SQRT2) % 1)),
  ms: 8 * ((kill * Math.sqrt(3)) % 1),
});

/** Lets a training run, and kills it at that moment, if there is one. */
function live(script: string, path: string, moment: Moment | undefined): Promise<Life> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, path], { stdio: ["ignore", "pipe", "inherit"] });
    let saved = 0;
    let done: string | undefined;
    let saves = -1; // `begun` counts as well: a training may die before its first checkpoint
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [word, value = ""] = line.split(" ");
      if (moment && ++saves === moment.saves) setTimeout(() => child.kill("SIGKILL"), moment.ms);
      if (word === "saved") saved = Number(value);
      if (word === "done") done = value;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") resolve({ saved, done });
      else reject(new Error(`expected the training to end by itself or to be killed, received code ${code}.`));
    });
  });
}
