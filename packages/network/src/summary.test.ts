import { softmax, tanh } from "@chainrule/activations";
import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, dropout, flatten, initialize, load, save, sequential, summary } from "./index.ts";

const net = sequential([flatten(), dense(16, tanh), dropout(0.2), sequential([dense(3, softmax, { bias: false })])]);

test("a network without weights has no shapes yet", () => {
  expect(() => summary(net)).toThrow(
    new ValueError("summary: expected a network with weights, received a new one. Call train or initialize first."),
  );
});

test("a line for each layer, its output and its parameters", () => {
  expect(summary(initialize(net, { inputShape: [2, 2] }))).toBe(
    [
      "input                [rows, 2, 2]",
      "layer 1  flatten     [rows, 4]",
      "layer 2  dense       [rows, 16]    2.kernel [4, 16]  2.bias [16]",
      "layer 3  dropout     [rows, 16]",
      "layer 4  sequential  [rows, 3]     4.1.kernel [16, 3]",
      "128 parameters, float32",
    ].join("\n"),
  );
});

test("a network from a file is known by its inputs and outputs", () => {
  expect(summary(load(save(net)))).toBe("from a file  [rows, 2, 2] → [rows, 3]\n128 parameters, float32");
});
