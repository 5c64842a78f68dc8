import { gelu, relu, sigmoid, softmax, tanh } from "@chainrule/activations";
import { type Mode, type Store, wasmStore } from "@chainrule/compiler/wasm";
import { binaryCrossentropy, categoricalCrossentropy, huber } from "@chainrule/losses";
import { adam, adamw, cosineDecay, momentum } from "@chainrule/optimizers";
import { type Loss, normal, type Optimizer, randomKey, type Tensor, uniform, ValueError } from "@chainrule/tensor";
import { execFile } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { engine } from "../engine.ts";
import { runOn } from "../executor.ts";
import { batchNorm, dense, dropout, resume, type Run, type RunOptions, save, sequential, train } from "../index.ts";

vi.setConfig({ testTimeout: 120_000 });

// The engine of the next run: it shares work down to the smallest part, and its workers can be replaced.
let store: Store | undefined;
let startWorker: (() => Worker) | undefined;
beforeEach(() => void (startWorker = undefined));
beforeAll(() =>
  runOn({
    ...engine,
    store: (specs, mode, { threads = 1 }) =>
      (store = wasmStore(specs, mode, { threads, share: 1, ...(startWorker && { startWorker }) })),
  }),
);
afterAll(() => runOn(engine));

// 53 rows in batches of 16: the last of an epoch has 5.
const inputs = normal(randomKey(1), [53, 20]);
const hits = uniform(randomKey(2), [53, 3]).greater(0.5).cast("float32");
const shares = softmax(normal(randomKey(3), [53, 3]));

const trainings: Readonly<Record<string, readonly [Loss, Tensor, Optimizer]>> = {
  "binary cross-entropy, adam": [binaryCrossentropy, hits, adam({ rate: 0.01 })],
  "cross-entropy, adamw with a schedule": [
    categoricalCrossentropy,
    shares,
    adamw({ rate: cosineDecay(0.01, { steps: 20 }), decay: 0.01 }),
  ],
  "huber, momentum": [huber, hits, momentum({ rate: 0.05 })],
};

/** Until the other threads have done something, steps wait a little. */
const others = { onStep: async () => (store!.helped() === 0 ? pause(50) : undefined) };

function begin(name: string, mode: Mode, options: RunOptions & { epochs?: number }): Run {
  const [loss, targets, optimizer] = trainings[name]!;
  const last = loss === categoricalCrossentropy ? softmax : sigmoid;
  const net = sequential([
    dense(208, relu), // large enough to lie in panels
    dropout(0.2),
    dense(33, tanh),
    batchNorm(),
    dense(24, gelu),
    dense(3, last),
  ]);
  const validation = { inputs, targets };
  return train(
    net,
    { inputs, targets },
    { loss, optimizer, epochs: 20, batchSize: 16, seed: 5, mode, validation, ...options },
  );
}

/** Losses and weights, to the last bit. */
async function outcome(run: Run): Promise<string> {
  const { epochs } = await run.finished;
  return JSON.stringify([epochs, Buffer.from(save(run.net)).toString("base64")]);
}

describe.each(engine.modes())("%s", (mode) => {
  describe.each(Object.keys(trainings))("%s", (name) => {
    let expected: string;
    beforeAll(async () => void (expected = await outcome(begin(name, mode, {}))));

    test.each([2, 3, 4])("%i threads: the same bits", async (threads) => {
      expect(await outcome(begin(name, mode, { threads, callbacks: [others] }))).toBe(expected);
      expect(store!.helped()).toBeGreaterThan(0);
    });

    test("stopped with three threads, resumed with two", async () => {
      const stopped = begin(name, mode, { threads: 3, callbacks: [others] });
      for await (const { step } of stopped) if (step === 25) stopped.stop();
      const targets = trainings[name]![1];
      const validation = { inputs, targets };
      const resumed = resume(stopped.state, { inputs, targets }, { threads: 2, callbacks: [others], validation });
      expect(await outcome(resumed)).toBe(expected);
      expect(store!.helped()).toBeGreaterThan(0);
    });
  });
});

describe("a worker that is lost", () => {
  const name = "huber, momentum";

  test("between two steps: the run goes on to the same bits", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const file = new URL("../../../compiler/src/wasm/chainrule-worker.js", import.meta.url);
    let worker: Worker | undefined;
    startWorker = () => (worker = new Worker(file));
    let ended = false;
    const onStep = async () => {
      if (ended || store!.helped() === 0) return others.onStep();
      ended = true;
      await worker!.terminate();
      await pause(1);
    };
    const expected = await outcome(begin(name, "exact", {}));
    expect(await outcome(begin(name, "exact", { threads: 2, callbacks: [{ onStep }] }))).toBe(expected);
    expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("a thread was lost"));
    warned.mockRestore();
  });

  test("in the middle of a step: what was done since the last copy is done again, by one thread", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    let gone = false;
    // It takes a part of the third phase that it sees, and is not heard of again.
    startWorker = () =>
      new Worker(
        `require("node:worker_threads").parentPort.once("message", ({ memory }) => {
          const states = new BigInt64Array(memory.buffer, 64, 1);
          const phases = new Set();
          for (;;) {
            const state = Atomics.load(states, 0);
            const free = ~state & (state + 1n) & 0xffffn;
            if (!free) continue;
            phases.add(state >> 32n);
            if (phases.size > 2 && Atomics.compareExchange(states, 0, state, state | free) === state) break;
          }
          process.exit();
        })`,
        { eval: true },
      ).once("exit", () => (gone = true));
    const run = begin(name, "exact", { threads: 2, epochs: 1e6 });
    let last = Infinity;
    for await (const { step } of run) {
      if (!gone) await pause(1);
      else if (last === Infinity) last = step + 30;
      if (step === last) run.stop();
    }
    const alone = begin(name, "exact", { epochs: 1e6 });
    for await (const { step } of alone) if (step === last) alone.stop();
    expect(await outcome(run)).toBe(await outcome(alone));
    expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("One thread goes on"));
    warned.mockRestore();
  });
});

describe("a process with threads ends by itself", () => {
  const script = (end: string): string => `
    import { meanSquaredError } from "@chainrule/losses";
    import { dense, sequential, train } from "@chainrule/network";
    import { sgd } from "@chainrule/optimizers";
    import { normal, randomKey } from "@chainrule/tensor";
    const inputs = normal(randomKey(1), [64, 200]);
    const run = train(sequential([dense(200), dense(1)]), { inputs, targets: normal(randomKey(2), [64, 1]) }, {
      loss: meanSquaredError, optimizer: sgd({ rate: 0.001 }), epochs: 1e9, batchSize: 64, threads: 3,
    });
    let steps = 0;
    ${end}`;
  const printed = async (end: string): Promise<string> => {
    const args = ["--conditions=@chainrule/source", "--input-type=module", "--eval", script(end)];
    const options = { cwd: import.meta.dirname, timeout: 60_000 };
    return (await promisify(execFile)(process.execPath, args, options)).stdout.trim();
  };

  test("when it has left the loop", async () => {
    expect(await printed("for await (const _ of run) if (++steps === 300) break; console.log(steps);")).toBe("300");
  });

  test("when it was stopped", async () => {
    expect(await printed("setTimeout(() => run.stop(), 300); console.log((await run.finished).end);")).toBe("stopped");
  });

  test("when it just does not go on", async () => {
    const some =
      "const events = run[Symbol.asyncIterator](); while (steps++ < 300) await events.next(); console.log(steps);";
    expect(await printed(some)).toBe("301");
  });
});

test("threads are counted from 1", () => {
  expect(() => begin("huber, momentum", "exact", { threads: 0 })).toThrow(ValueError);
  expect(() => begin("huber, momentum", "exact", { threads: 1.5 })).toThrow(ValueError);
});
