import { randomKey, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense } from "../index.ts";
import { begin, summarize } from "./internal/testing.ts";
import { torchLinear } from "./torchLinear.ts";

const init = (inputs: number, units: number) =>
  dense(units, undefined, { kernel: torchLinear, bias: torchLinear }).init(randomKey(1), [inputs], {
    dtype: "float64",
  }).parameters;

test("kernel and bias over ±1/√inputs", () => {
  for (const x of Object.values(init(25, 4000))) {
    const { low, high, mean, deviation } = summarize(x);
    expect(low).toBeCloseTo(-0.2, 3);
    expect(high).toBeCloseTo(0.2, 3);
    expect(mean).toBeCloseTo(0, 2);
    expect(deviation).toBeCloseTo(0.2 / Math.sqrt(3), 2);
  }
});

test("the bias is not a part of the kernel", () => {
  const { kernel, bias } = init(1, 50);
  expect(bias!.toArray()).not.toEqual(kernel!.reshape([50]).toArray());
});

test("a vector without inputs is refused", () => {
  expect(() => begin(torchLinear, [3])).toThrow(ValueError);
});
