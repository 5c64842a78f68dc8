import { foldIn, randomKey } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { engine } from "../engine.ts";
import { interpreter, runOn } from "../executor.ts";
import * as exported from "./index.ts";
import type { Initializer } from "./initializer.ts";

// What holds for every initializer; one with options is tried as `made` has it.

const { calculateGain, ...initializers } = exported;
const { constant, eye, given, normal, orthogonal, sparse, truncatedNormal, uniform, varianceScaling, ...plain } =
  initializers;
const shape = [3, 4];
const values = Array.from({ length: 3 }, (_, i) => [i, i + 0.1, i + 0.2, i + 0.3]);
const made = {
  constant: constant(0.5),
  eye: eye(),
  given: given(values),
  normal: normal(),
  orthogonal: orthogonal(),
  sparse: sparse({ sparsity: 0.5 }),
  truncatedNormal: truncatedNormal(),
  uniform: uniform(),
  varianceScaling: varianceScaling({ scale: calculateGain("relu") ** 2 }),
};
const same = ["zeros", "ones", "constant", "eye", "given"];

describe.each<[string, Initializer]>(Object.entries({ ...plain, ...made }))("%s", (name, initializer) => {
  test.each(["float32", "float64"] as const)("fills its shape with finite %s", (dtype) => {
    const x = initializer(randomKey(1), shape, { dtype });
    expect({ shape: x.shape, dtype: x.dtype }).toEqual({ shape, dtype });
    expect(x.toTypedArray().every(Number.isFinite)).toBe(true);
  });

  test("one key, one start", () => {
    const [first, again, other] = [randomKey(1), randomKey(1), foldIn(randomKey(1), 0)].map((key) =>
      initializer(key, shape, { dtype: "float32" }).toArray(),
    );
    expect(again).toEqual(first);
    if (same.includes(name)) expect(other).toEqual(first);
    else expect(other).not.toEqual(first);
  });

  test.each(["float32", "float64"] as const)("many %s have the same bits on the engine", (dtype) => {
    const [fast, plain] = [engine, interpreter].map((executor) => {
      runOn(executor);
      const kernel = name === "given" ? [3, 4] : [32, 2050];
      return initializer(randomKey(5), kernel, { dtype }).toTypedArray();
    });
    runOn(engine);
    expect(fast).toEqual(plain);
  });
});
