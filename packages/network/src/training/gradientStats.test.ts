import { relu, sigmoid } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { normal, randomKey, ShapeError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, given, gradientStats, initialize, sequential } from "../index.ts";

test("by hand: the slope of a mean of squares", () => {
  const net = initialize(sequential([dense(1, undefined, { kernel: given([[3], [4]]) })]), { inputShape: [2] });
  // 3·1 + 4·0 − 1 = 2: the slope is 2·2·(1, 0) for the kernel and 4 for the bias, which is 0.
  expect(gradientStats(net, { inputs: [[1, 0]], targets: [[1]] }, { loss: meanSquaredError })).toEqual({
    "1.kernel": { norm: 4, relative: 4 / 5, largest: 4, zeros: 0.5 },
    "1.bias": { norm: 4, relative: Infinity, largest: 4, zeros: 0 },
  });
});

test("many layers of sigmoid make it vanish; a relu that never fires leaves zeros", () => {
  const data = { inputs: normal(randomKey(1), [20, 4]), targets: normal(randomKey(2), [20, 1]) };
  const layers = Array.from({ length: 8 }, () => dense(6, sigmoid));
  const deep = initialize(sequential([...layers, dense(1)]), { inputShape: [4] });
  const stats = gradientStats(deep, data, { loss: meanSquaredError });
  expect(stats["1.kernel"]!.norm).toBeLessThan(stats["8.kernel"]!.norm / 1000);
  const dead = dense(2, relu, { bias: given([-1e3, 0]) });
  const net = initialize(sequential([dead, dense(1)]), { inputShape: [4] });
  expect(gradientStats(net, data, { loss: meanSquaredError })["1.kernel"]!.zeros).toBe(0.5);
});

test("examples of another shape are refused", () => {
  const net = initialize(sequential([dense(1)]), { inputShape: [2] });
  expect(() => gradientStats(net, { inputs: [[1]], targets: [[1]] }, { loss: meanSquaredError })).toThrow(ShapeError);
});
