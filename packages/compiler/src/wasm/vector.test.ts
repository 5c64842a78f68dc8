import {
  cos,
  erf,
  floor,
  normalCdf,
  normalPdf,
  randomBits,
  randomKey,
  sin,
  type Tensor,
  tensor,
} from "@chainrule/tensor";
import { expect, test } from "vitest";
import { replay, trace } from "../index.ts";
import { wasmPlan } from "./index.ts";

const unary: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  ...{ cos, erf, floor, normalCdf, normalPdf, sin },
  ...{ exp: (x) => x.exp(), expm1: (x) => x.expm1(), log: (x) => x.log(), log1p: (x) => x.log1p() },
  ...{ sigmoid: (x) => x.sigmoid(), softplus: (x) => x.softplus(), sqrt: (x) => x.sqrt(), tanh: (x) => x.tanh() },
  ...{ abs: (x) => x.abs(), neg: (x) => x.neg(), xlogx: (x) => x.xlogy(x), xlog1px: (x) => x.xlog1py(x) },
  ...{ float32: (x) => x.cast("float32"), int32: (x) => x.cast("int32"), bool: (x) => x.cast("bool") },
};

/** Doubles of all sizes, as many around 1, and the ends of what there is. */
const numbers = (() => {
  const drawn = randomBits(randomKey(1), [20_000], 32).data!;
  const any = new Float64Array(drawn.slice().buffer);
  const ends = [
    0,
    5e-324,
    2 ** -1022,
    2.25e-308,
    1,
    709.78,
    745.13,
    2 ** 31,
    2 ** 52,
    1.7976931348623157e308,
    Infinity,
    NaN,
  ];
  const near = Array.from(drawn, (x, i) => (x / 2 ** 31) * [1, 30, 800][i % 3]!);
  return tensor([...ends, ...ends.map((x) => -x), ...near, ...any], { dtype: "float64" });
})();

test.each(Object.entries(unary))("%s of doubles, as interpreted", (_, f) => {
  const graph = trace((x) => [f(x)], [{ shape: [-1], dtype: "float64" }]);
  const [expected] = replay(graph)([numbers]);
  const [received] = wasmPlan(graph, "exact")!([numbers]);
  const wrong = Array.from(expected!.data!, (x, i) => (Object.is(x, received!.data![i]) ? -1 : i)).find((i) => i >= 0);
  const at = wrong ?? 0;
  expect([numbers.data![at], received!.data![at]]).toEqual([numbers.data![at], expected!.data![at]]);
});
