import { expect, test } from "vitest";
import { calculateGain } from "./calculateGain.ts";

// torch.nn.init.calculate_gain of PyTorch 1.13
test.each([
  ["linear", {}, 1],
  ["sigmoid", {}, 1],
  ["tanh", {}, 1.6666666666666667],
  ["relu", {}, 1.4142135623730951],
  ["leakyRelu", {}, 1.4141428569978354],
  ["leakyRelu", { slope: 0.3 }, 1.3545709229571927],
  ["selu", {}, 0.75],
] as const)("%s %o, as PyTorch has it", (activation, options, gain) => {
  expect(calculateGain(activation, options)).toBeCloseTo(gain, 15);
});

test("another activation is refused", () => {
  expect(() => calculateGain("toString" as "relu")).toThrow(
    "calculateGain: expected one of linear, sigmoid, tanh, relu, leakyRelu, selu, received toString.",
  );
});
