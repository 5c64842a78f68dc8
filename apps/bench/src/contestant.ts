import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { examplesOf } from "./examples.ts";
import type { Judgement } from "./judged.ts";
import type { Work } from "./work.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const peer = (name: string): string => here(`../peers/${name}.mjs`);

/** Each peer by name, with its module; PyTorch has a script of its own. */
const modules: Readonly<Record<string, string>> = {
  chainrule: here("./chainrule.ts"),
  synaptic: peer("synaptic"),
  "brain.js": peer("brain"),
  convnetjs: peer("convnetjs"),
  toygrad: peer("toygrad"),
  "ml-fnn": peer("ml-fnn"),
  "tfjs-cpu": peer("tfjs-cpu"),
  "tfjs-wasm": peer("tfjs-wasm"),
  "jax-js": peer("jax-js"),
};

/** In the order of the tables, Chainrule first. */
export const contestants: readonly string[] = [...Object.keys(modules), "pytorch"];

export const arePeersInstalled = (): boolean => existsSync(here("../peers/node_modules"));

/** For one step, training or prediction, in seconds: by the clock, and what the thread had of a processor. */
export interface Time {
  readonly seconds: number;
  readonly processor: number;
}

/** A process that holds one library at one work. */
export interface Contestant {
  readonly name: string;
  readonly version: string;
  readonly note: string | undefined;
  /** Why it takes no part. */
  readonly cannot: string | undefined;
  /** Runs so many or some more. */
  time(count: number): Promise<Time>;
  judge(): Promise<Judgement>;
  leave(): void;
}

/** Undefined where PyTorch is not installed. */
export async function enter(name: string, work: Work): Promise<Contestant | undefined> {
  const path = modules[name];
  const child = path ? spawn(process.execPath, [here("./process.ts"), path, work.name], stdio) : enterPyTorch(work);
  if (!child) return undefined;
  const ask = conversation(name, child);
  const { version, note, cannot } = (await ask()) as { version: string; note?: string; cannot?: string };
  return {
    name,
    version,
    note,
    cannot,
    async time(count) {
      const { done, seconds, processor } = (await ask({ count })) as Time & { done: number };
      return { seconds: seconds / done, processor: processor / done };
    },
    judge: () => ask({}) as Promise<Judgement>,
    leave: () => void child.stdin!.end(),
  };
}

const stdio = { stdio: ["pipe", "pipe", "inherit"] as ("pipe" | "inherit")[] };

/** Sends a line and waits for one: without a message, for the first. */
function conversation(name: string, child: ChildProcess): (message?: object) => Promise<unknown> {
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return async (message) => {
    if (message) child.stdin!.write(`${JSON.stringify(message)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`bench: expected an answer of ${name}, but it ended. Its own message is above.`);
    return JSON.parse(value) as unknown;
  };
}

function enterPyTorch(work: Work): ChildProcess | undefined {
  const python = pythonWithTorch();
  if (!python) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "chainrule-bench-"));
  const { inputs, labels, targets, ...shape } = examplesOf(work.training);
  writeFileSync(join(folder, "work.json"), JSON.stringify(work));
  writeFileSync(join(folder, "examples.json"), JSON.stringify(shape));
  for (const [name, data] of Object.entries({ inputs, labels, targets })) writeFileSync(join(folder, name), data);
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const child = spawn(python, [here("../peers/pytorch.py"), folder], { ...stdio, env });
  child.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return child;
}

/** Debian's python3-torch belongs to the system's Python, which need not be the first on the path. */
const pythonWithTorch = (): string | undefined =>
  ["/usr/bin/python3", "python3"].find((python) => spawnSync(python, ["-c", "import torch"]).status === 0);
