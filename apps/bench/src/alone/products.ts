import { trace } from "@chainrule/compiler";
import { supportedModes, wasmStore } from "@chainrule/compiler/wasm";
import { normal, randomKey, type Shape, type Spec, type Tensor } from "@chainrule/tensor";
import { median } from "../median.ts";
import type { Line } from "../results.ts";
import { peak } from "./peak.ts";

/** Rows, inner length and columns of x·W: squares, and layers of the networks. */
const sizes: readonly (readonly [m: number, k: number, n: number])[] = [
  [128, 128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [1024, 1024, 1024],
  [32, 784, 128],
  [128, 784, 512],
  [128, 512, 512],
  [128, 512, 10],
  [1, 784, 128],
];

/** What a training step multiplies: each begins and ends with rows of k, so that they can be chained. */
const pairs: Readonly<Record<string, (x: Tensor, w: Tensor, v: Tensor) => Tensor>> = {
  "x·W, y·V": (x, w, v) => x.matmul(w).matmul(v),
  "x·W, d·Wᵀ": (x, w) => x.matmul(w).matmul(w.transpose()),
  "xᵀ·d, x·G": (x, w, v) => x.matmul(x.transpose().matmul(x.matmul(w))).matmul(v),
};

/** How many products of the size each has. */
const counts = [2, 2, 4] as const;

/**
 * Share of the 128-bit peak that matrix products reach, measured beside it, in a plan; W and V are in its store. They
 * take turns, so that who disturbs the machine for a while disturbs a round of each, and not all rounds of one.
 */
export function products(rounds: number): Line[] {
  const measurePeak = peak();
  const measures = sizes.flatMap(([m, k, n]) =>
    Object.entries(pairs).map(([name, pair], i) => {
      const flops = 2 * m * k * n * counts[i]!;
      const time = marginal(pair, [m, k, n]);
      const wanted = n < 16 || m === 1 ? 0.7 : 0.85;
      return { what: `${m} × ${k} × ${n}: ${name}`, wanted, share: () => flops / time() / measurePeak() };
    }),
  );
  const shares = Array.from({ length: rounds }, () => measures.map(({ share }) => share()));
  return measures.map(({ what, wanted }, i) => {
    return { what, value: median(shares.map((round) => round[i]!)), unit: "of the 128-bit peak", wanted };
  });
}

/** What one pair more costs in a plan: what it costs to call a plan, and to copy in and out, falls away. */
function marginal(pair: (x: Tensor, w: Tensor, v: Tensor) => Tensor, [m, k, n]: readonly [number, number, number]) {
  const shapes: Shape[] = [
    [m, k],
    [k, n],
    [n, k],
  ];
  const [x, ...weights] = shapes.map((shape, i) => normal(randomKey(i), shape).mul(1 / Math.sqrt(shape[0]!)));
  const specs = shapes.map((shape): Spec => ({ shape, dtype: "float32" }));
  const timed = (length: number): (() => number) => {
    const graph = trace((x, w, v) => {
      let y = x;
      for (let i = 0; i < length; i++) y = pair(y, w, v);
      return [y];
    }, specs);
    const store = wasmStore(specs.slice(1), supportedModes()[0]!)!;
    store.write(0, weights);
    const plan = store.plan(graph, [0, 1]);
    const times = Math.max(1, Math.round(4e9 / (2 * m * k * n * 2 * length)));
    const run = (): number => {
      const begin = performance.now() / 1000;
      for (let i = 0; i < times; i++) plan([x!]);
      return (performance.now() / 1000 - begin) / times;
    };
    run();
    run();
    return run;
  };
  const [short, long] = [timed(1), timed(9)];
  return () => (long() - short()) / 8;
}
