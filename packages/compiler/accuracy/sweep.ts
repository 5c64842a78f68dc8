import { erf, tensor, type Tensor } from "@chainrule/tensor";
import { error, promises } from "../../tensor/src/math/promises.ts";
import { trace } from "../src/index.ts";
import { type Mode, wasmPlan } from "../src/wasm/index.ts";

/** The functions that have code of their own, as the engine compiles them. */
export const functions: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  tanh: (x) => x.tanh(),
  sigmoid: (x) => x.sigmoid(),
  erf,
  expm1: (x) => x.expm1(),
  log1p: (x) => x.log1p(),
  softplus: (x) => x.softplus(),
};

export interface Accuracy {
  /** The largest error in ulp, and where. */
  readonly ulp: number;
  readonly at: number;
  /** Share of the results that are not the nearest float. */
  readonly off: number;
}

/**
 * Compares a compiled function with float64 on every `stride`-th pattern of 32 bits.
 *
 * @returns one a mode; NaN for a number, or a number for NaN, counts as infinitely far
 */
export function sweep(
  name: string,
  modes: readonly Mode[],
  { stride = 1, report }: { stride?: number; report?: (share: number) => void } = {},
): Accuracy[] {
  const { truth } = promises[name]!;
  const graph = trace((x) => [functions[name]!(x)], [{ shape: [-1], dtype: "float32" }]);
  const plans = modes.map((mode) => wasmPlan(graph, mode)!);
  const worst = modes.map(() => ({ ulp: 0, at: NaN, off: 0 }));
  const patterns = new Uint32Array(2 ** 14);
  const inputs = new Float32Array(patterns.buffer);
  const total = Math.ceil(2 ** 32 / stride);
  for (let done = 0; done < total; done += patterns.length) {
    for (let i = 0; i < patterns.length; i++) patterns[i] = (done + i) * stride; // beyond the last one it begins again
    const results = plans.map((plan) => plan([tensor(inputs)])[0]!.data!);
    for (let i = 0; i < inputs.length; i++) {
      const x = inputs[i]!;
      const right = truth(x);
      const nearest = Math.fround(right);
      for (let k = 0; k < results.length; k++) {
        const ours = results[k]![i]!;
        if (ours === nearest || (ours !== ours && right !== right)) continue;
        const sofar = worst[k]!;
        sofar.off++;
        // An ulp is more than 2⁻²⁴ of the number, so most need no closer look.
        if (Math.abs(ours - right) <= sofar.ulp * Math.abs(right) * 2 ** -24) continue;
        const off = error(ours, right);
        if (!(off <= sofar.ulp)) Object.assign(sofar, { ulp: Number.isNaN(off) ? Infinity : off, at: x });
      }
    }
    report?.((done + patterns.length) / total);
  }
  return worst.map(({ ulp, at, off }) => ({ ulp, at, off: off / total }));
}
