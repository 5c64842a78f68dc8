import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { normal, randomKey, type Shape, type Tensor } from "@chainrule/tensor";
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { randomCase } from "../../fuzz/randomCase.ts";
import { gradients, type Graph, replay, trace } from "../index.ts";
import { type Series, type Store, supportedModes, wasmPlan, wasmStore } from "./index.ts";
import * as meeting from "./meeting.ts";

// Work is shared down to the smallest part here: small nets show as much as large ones.

const file = new URL("./chainrule-worker.js", import.meta.url);
const bitsOf = (tensors: readonly Tensor[]): unknown =>
  tensors.map(({ shape, data }) => [shape, Buffer.from(data!.slice().buffer).toString("hex")]);

let warned: MockInstance;
beforeEach(() => void (warned = vi.spyOn(console, "warn").mockImplementation(() => undefined)));
afterEach(() => void vi.restoreAllMocks());

describe.each(supportedModes())("%s, in parts the bits are those of the whole", { timeout: 120_000 }, (mode) => {
  /** The workers wait for a message that never comes: one thread does all parts. */
  const idle = { threads: 2, share: 1, startWorker: () => new Worker("setInterval(() => 0, 1e6)", { eval: true }) };

  test("200 random graphs", () => {
    const store = wasmStore([], mode, idle)!;
    for (let seed = 0; seed < 200; seed++) {
      const given = randomCase(seed);
      if (given.mode !== mode) continue;
      const [whole, parts] = [wasmPlan(given.graph, mode)!, store.plan(given.graph, [])];
      for (const inputs of given.runs) expect(bitsOf(parts(inputs)), `seed ${seed}`).toEqual(bitsOf(whole(inputs)));
    }
    store.end();
  });

  test.each(["float32", "float64"] as const)("products of many shapes, and what prepares them, %s", (dtype) => {
    const store = wasmStore([], mode, idle)!;
    for (const rows of [1, 5, 12, 25, 70]) {
      for (const [k, n] of [
        [64, 100],
        [33, 10],
        [70, 64],
        [20, 130],
      ] as const) {
        const shapes: Shape[] = [[-1, k], [k, n], [n, k], [n]];
        const graph = trace(
          (x, w, v, b) => {
            const y = x.matmul(w).add(b);
            return [
              y,
              y.matmul(v),
              y.matmul(w.transpose()),
              x.transpose().matmul(y),
              y.sum(0),
              y.sum(1),
              v.transpose(),
            ];
          },
          shapes.map((shape) => ({ shape, dtype })),
        );
        const [whole, parts] = [wasmPlan(graph, mode)!, store.plan(graph, [])];
        for (const count of [rows, Math.ceil(rows / 3)]) {
          const inputs = shapes.map((shape, i) =>
            normal(
              randomKey(i),
              shape.map((length) => Math.max(length, -length * count)),
              { dtype },
            ),
          );
          const expected = bitsOf(whole(inputs));
          expect(bitsOf(parts(inputs)), `${count} × ${k} × ${n}`).toEqual(expected);
          if (mode === "exact") expect(bitsOf(replay(graph)(inputs))).toEqual(expected);
        }
      }
    }
    store.end();
  });
});

const width = 40;
const weights = [normal(randomKey(3), [width, width]), normal(randomKey(4), [width, 2])];
const batch = [normal(randomKey(1), [30, width]), normal(randomKey(2), [30, 2])] as const;

/** A step of a perceptron: `[x, y, number, w, v] → [loss, gradients, w, v]`. */
function step(): Graph {
  const shapes = [[-1, width], [-1, 2], [], [width, width], [width, 2]];
  return trace(
    (x, y, number, w, v) => {
      const loss = x.matmul(w).sigmoid().matmul(v).tanh().sub(y).square().mean();
      const slopes = gradients(loss, [w, v]);
      const rate = number.cast("float32").mul(0.01);
      return [loss, ...slopes, w.sub(slopes[0]!.mul(rate)), v.sub(slopes[1]!.mul(rate))];
    },
    shapes.map((shape, i) => ({ shape, dtype: i === 2 ? "int32" : "float32" })),
  );
}

/** `[x, w] → y` */
const layer = trace(
  (x, w) => [x.matmul(w).exp()],
  [
    [-1, width],
    [width, width],
  ].map((shape) => ({ shape, dtype: "float32" })),
);

/** A store with such weights, in which steps are done. */
function training(threads: number, startWorker?: () => Worker) {
  const store = wasmStore(weights, "exact", { threads, share: 1, ...(startWorker && { startWorker }) })!;
  store.write(0, weights);
  const series = store.series(step(), [0, 1], 30, { logged: 1, guarded: [0, 1, 2, 3, 4], updates: [0, 1] });
  return { store, series };
}

function doStep(series: Series, number: number): void {
  series.batches(30).forEach((place, i) => place.set(batch[i]!.data!));
  expect(series.run(30, 1, number)).toBe(1);
}

/** The weights after so many steps of one thread. */
function after(steps: number): unknown {
  const { store, series } = training(1);
  for (let number = 1; number <= steps; number++) doStep(series, number);
  return bitsOf(store.read(0, 2));
}

/** Does steps until the others have joined in. */
async function untilHelped(store: Store, series: Series, from = 1): Promise<number> {
  const before = store.helped();
  let number = from;
  while (store.helped() === before) {
    doStep(series, number++);
    await pause(1);
  }
  return number;
}

test.each([2, 3, 4])(
  "%i threads: the others join in, and the bits are the same",
  { timeout: 60_000 },
  async (threads) => {
    const { store, series } = training(threads);
    let number = await untilHelped(store, series);
    for (const end = number + 50; number < end; number++) doStep(series, number);
    store.end();
    doStep(series, number); // one thread goes on
    expect(bitsOf(store.read(0, 2))).toEqual(after(number));
    expect(warned).not.toHaveBeenCalled();
  },
);

test("two programs in turn: the others go along", { timeout: 60_000 }, async () => {
  const { store, series } = training(2);
  const plan = store.plan(layer, [0]);
  let number = 1;
  for (let turn = 0; turn < 3; turn++) {
    number = await untilHelped(store, series, number);
    const before = store.helped();
    while (store.helped() === before) {
      expect(bitsOf(plan([batch[0]]))).toEqual(bitsOf(wasmPlan(layer, "exact")!([batch[0], ...store.read(0, 1)])));
      await pause(1);
    }
  }
  store.end();
  expect(bitsOf(store.read(0, 2))).toEqual(after(number - 1));
});

test("a worker that is ended from outside is noticed, and not missed", { timeout: 60_000 }, async () => {
  let worker: Worker | undefined;
  const { store, series } = training(2, () => (worker = new Worker(file)));
  let number = await untilHelped(store, series);
  await worker!.terminate();
  await pause(1);
  expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("a thread was lost (exit code 1)"));
  for (const end = number + 20; number < end; number++) doStep(series, number);
  store.end();
  expect(bitsOf(store.read(0, 2))).toEqual(after(number - 1));
});

describe("a worker that takes a part and is lost", () => {
  /** As a worker does, it takes the first part that is free; and then nothing more is heard of it. */
  const thief = () =>
    new Worker(
      `require("node:worker_threads").parentPort.once("message", ({ memory }) => {
        const states = new BigInt64Array(memory.buffer, ${meeting.state}, 1);
        for (;;) {
          const state = Atomics.load(states, 0);
          const free = ~state & (state + 1n) & 0xffffn;
          if (free && Atomics.compareExchange(states, 0, state, state | free) === state) break;
        }
        process.exit();
      })`,
      { eval: true },
    );

  test("in a step: an error, and one thread goes on", { timeout: 60_000 }, async () => {
    const { store, series } = training(2, thief);
    let number = 1;
    const until = async (): Promise<void> => {
      for (;;) {
        doStep(series, number++);
        await pause(1);
      }
    };
    await expect(until()).rejects.toMatchObject({ name: "LostThreadError" });
    expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("One thread goes on"));
    store.write(0, weights);
    for (number = 1; number <= 5; number++) doStep(series, number);
    expect(bitsOf(store.read(0, 2))).toEqual(after(5));
  });

  test("in a plan, which then is run again", { timeout: 60_000 }, async () => {
    let gone = false;
    const startWorker = (): Worker => thief().once("exit", () => (gone = true));
    const store = wasmStore(weights, "exact", { threads: 2, share: 1, startWorker })!;
    store.write(0, weights);
    const expected = bitsOf(wasmPlan(layer, "exact")!([batch[0], weights[0]!]));
    const plan = store.plan(layer, [0]);
    for (let calls = 0; !gone || calls < 5; calls++) {
      expect(bitsOf(plan([batch[0]]))).toEqual(expected);
      await pause(1);
    }
  });
});

test("a worker that cannot start is noticed", async () => {
  const { store, series } = training(2, () => new Worker(new URL("./nowhere.js", import.meta.url)));
  doStep(series, 1);
  while (warned.mock.calls.length === 0) await pause(5);
  expect(warned.mock.calls.join()).toContain("Cannot find module");
  doStep(series, 2);
  expect(bitsOf(store.read(0, 2))).toEqual(after(2));
});

test("the end of a store ends its workers", async () => {
  let worker: Worker | undefined;
  const { store, series } = training(2, () => (worker = new Worker(file)));
  await untilHelped(store, series);
  store.end();
  await once(worker!, "exit");
});
