import { relu, sigmoid, softmax } from "@chainrule/activations";
import { binaryCrossentropy, halfSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { tensor, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { constant, ones } from "../initializers/index.ts";
import { dense, evaluate, given, initialize, type Network, sequential, train } from "../index.ts";

const float64 = (rows: number[][]): Tensor => tensor(rows, { dtype: "float64" });

test("the article's network: all gradients are those of finite differences, and the error falls", async () => {
  // "Back-Propagation is very simple. Who made it Complicated?", read as softmax, binary cross-entropy of each output,
  // summed, with the natural logarithm, the matrices of its initialisation and biases 1.
  const bias = ones;
  const net = sequential([
    dense(3, relu, { bias, kernel: given([[0.1, 0.2, 0.3], [0.3, 0.2, 0.7], [0.4, 0.3, 0.9]]) }), // prettier-ignore
    dense(3, sigmoid, { bias, kernel: given([[0.2, 0.3, 0.5], [0.3, 0.5, 0.7], [0.6, 0.4, 0.8]]) }), // prettier-ignore
    dense(3, softmax, { bias, kernel: given([[0.1, 0.4, 0.8], [0.3, 0.7, 0.2], [0.5, 0.2, 0.9]]) }), // prettier-ignore
  ]);
  const data = { inputs: float64([[0.1, 0.2, 0.7]]), targets: float64([[1, 0, 0]]) };
  const measure = { loss: binaryCrossentropy, reduction: "sum" } as const;
  const before = initialize(net, { inputShape: [3], dtype: "float64" }).memory!;
  const error = evaluate(net, data, measure).loss;
  expect(error).toBeCloseTo(2.67928, 5);

  const rate = 0.01;
  await train(net, data, { ...measure, optimizer: sgd({ rate }), epochs: 1 }).finished;
  const after = net.memory!;
  expect(evaluate(net, data, measure).loss).toBeLessThan(error);

  const h = 1e-5;
  let compared = 0;
  for (const [name, x] of Object.entries(before.parameters)) {
    const gradient = x.sub(after.parameters[name]!).div(rate).toTypedArray();
    gradient.forEach((slope: number, i: number) => {
      const at = (step: number): number => {
        const moved = x.toTypedArray();
        moved[i]! += step;
        net.memory = { ...before, parameters: { ...before.parameters, [name]: tensor(moved, { shape: x.shape }) } };
        return evaluate(net, data, measure).loss;
      };
      expect(Math.abs(slope - (at(h) - at(-h)) / (2 * h))).toBeLessThan(1e-8);
      compared++;
    });
  }
  expect(compared).toBe(3 * (9 + 3));
});

test("Mazur's example: error 0.298371109, w5⁺ 0.35891648, w1⁺ 0.149780716", async () => {
  // https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/. It holds the biases, we move them too.
  const net: Network = sequential([
    dense(2, sigmoid, { kernel: given([[0.15, 0.25], [0.2, 0.3]]), bias: constant(0.35) }), // prettier-ignore
    dense(2, sigmoid, { kernel: given([[0.4, 0.5], [0.45, 0.55]]), bias: constant(0.6) }), // prettier-ignore
  ]);
  const data = { inputs: float64([[0.05, 0.1]]), targets: float64([[0.01, 0.99]]) };
  const options = { loss: halfSquaredError, reduction: "sum", optimizer: sgd({ rate: 0.5 }), epochs: 1 } as const;
  const { epochs } = await train(net, data, options).finished;
  expect(epochs[0]!.loss).toBeCloseTo(0.298371109, 9);

  const { "1.kernel": first, "2.kernel": second } = net.memory!.parameters;
  const published = [0.149780716, 0.24975114, 0.19956143, 0.29950229, 0.35891648, 0.51130127, 0.408666186, 0.561370121];
  [...first!.toTypedArray(), ...second!.toTypedArray()].forEach((w, i) => expect(w).toBeCloseTo(published[i]!, 8));
});
