import { grad } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { leakyRelu } from "./leakyRelu.ts";

const x = tensor([-2, 0, 3], { dtype: "float64" });

test("by hand: −2 ↦ −0.02, 0 ↦ 0, 3 ↦ 3", () => {
  expect(leakyRelu(x).toArray()).toEqual([-0.02, 0, 3]);
});

test("Keras' slope is an option", () => {
  expect(leakyRelu(x, { slope: 0.2 }).toArray()).toEqual([-0.4, 0, 3]);
});

test("the slope at zero is that of the negative side", () => {
  expect(grad((x) => leakyRelu(x).sum())(x).toArray()).toEqual([0.01, 0.01, 1]);
});
