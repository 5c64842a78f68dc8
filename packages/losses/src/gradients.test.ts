import * as activations from "@chainrule/activations";
import { grad } from "@chainrule/compiler";
import {
  type Activation,
  foldIn,
  type Loss,
  normal,
  type Parameters,
  randomKey,
  tensor,
  type Tensor,
  ValueError,
} from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import * as losses from "./index.ts";

// Every activation with every loss: the activation in two hidden layers, and at the output where its range fits the
// loss. The gradients of weights, biases and inputs are compared with central differences, in float64, on a batch of 3.

const float64 = (rows: number[][]): Tensor => tensor(rows, { dtype: "float64" });

interface Wanted {
  readonly target: Tensor;
  /** The activations whose range fits the loss, if not all do. */
  readonly outputs?: readonly string[];
}

/** What a loss wants to be given, where that is not any real numbers. */
const wanted: Readonly<Record<string, Wanted>> = {
  hinge: {
    target: float64([
      [1, -1, 1],
      [-1, -1, 1],
      [1, 1, -1],
    ]),
  },
  binaryCrossentropy: {
    target: float64([
      [1, 0, 0.3],
      [0, 0, 1],
      [0.5, 1, 1],
    ]),
    outputs: ["sigmoid", "softmax"],
  },
  categoricalCrossentropy: {
    target: float64([
      [1, 0, 0],
      [0, 0, 1],
      [0.2, 0.5, 0.3],
    ]),
    outputs: ["softmax"],
  },
  sparseCategoricalCrossentropy: { target: tensor([0, 2, 1], { dtype: "int32" }), outputs: ["softmax"] },
};
const anything: Wanted = {
  target: float64([
    [0.3, -1.2, 2.1],
    [1.7, 0.4, -0.6],
    [-0.9, 0.8, 0.1],
  ]),
};

/** A net 2-3-3-3 with its inputs. */
const shapes = { x: [3, 2], w1: [2, 3], b1: [3], w2: [3, 3], b2: [3], w3: [3, 3], b3: [3] };

function draw(seed: number): Parameters {
  const drawn = Object.entries(shapes).map(([name, shape], i) => {
    return [name, normal(foldIn(randomKey(seed), i), shape, { dtype: "float64" })] as const;
  });
  return Object.fromEntries(drawn);
}

function outputOf({ x, w1, b1, w2, b2, w3, b3 }: Parameters, hidden: Activation, output: Activation): Tensor {
  const first = hidden(x!.matmul(w1!).add(b1!));
  const second = hidden(first.matmul(w2!).add(b2!));
  return output(second.matmul(w3!).add(b3!));
}

/** How far a net is from the kinks: of activations at 0, of losses at an error of 0, an error of 1, a margin of 1. */
function distanceToKinks(parameters: Parameters, hidden: Activation, output: Activation, target: Tensor): number {
  const seen: Tensor[] = [];
  const watched =
    (f: Activation) =>
    (z: Tensor): Tensor => {
      seen.push(z);
      return f(z);
    };
  const prediction = outputOf(parameters, watched(hidden), watched(output));
  if (target.dtype === "float64") {
    const error = prediction.sub(target);
    seen.push(error, error.abs().sub(1), prediction.mul(target).sub(1));
  }
  return Math.min(...seen.map((z) => z.abs().reduceMin().item()));
}

/** Compares all gradients with central differences. */
function compare(hidden: Activation, output: Activation, loss: Loss, target: Tensor): void {
  let seed = 0;
  while (distanceToKinks(draw(seed), hidden, output, target) < 1e-3) seed++;
  const parameters = draw(seed);
  const total = (from: Parameters): Tensor => loss(outputOf(from, hidden, output), target).sum();

  const h = 1e-5;
  const numeric = Object.entries(parameters).flatMap(([name, before]) => {
    const at = (i: number, step: number): number => {
      const moved = before.toTypedArray();
      moved[i]! += step;
      return total({ ...parameters, [name]: tensor(moved, { shape: before.shape }) }).item();
    };
    return Array.from(before.toTypedArray().keys(), (i) => (at(i, h) - at(i, -h)) / (2 * h));
  });
  const derived = Object.values(grad(total)(parameters)).flatMap((gradient) => [...gradient.toTypedArray()]);

  const largest = Math.max(...derived.map(Math.abs));
  const apart = derived.map((a, i) => {
    const n = numeric[i]!;
    return Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n), 1e-3 * largest);
  });
  expect(derived).toHaveLength(39);
  expect(largest).toBeGreaterThan(0);
  expect(Math.max(...apart)).toBeLessThan(1e-6);
}

const table = Object.entries<Activation>(activations);

describe.each(Object.entries<Loss>(losses))("%s", (lossName, loss) => {
  const { target, outputs } = wanted[lossName] ?? anything;
  const last = new Map(table).get(outputs?.[0] ?? "linear")!;

  test.each(table)("%s in the hidden layers: the gradients are right", (_, hidden) => {
    compare(hidden, last, loss, target);
  });

  const fits = ([name]: [string, Activation]): boolean => outputs?.includes(name) ?? true;

  test.each(table.filter(fits))("%s at the output: the gradients are right", (_, output) => {
    compare(activations.tanh, output, loss, target);
  });

  // Only values prove it: outputs that happen to lie in the range of the loss cannot be told from probabilities.
  test.each(table.filter((entry) => !fits(entry)))("%s at the output makes no sense, and is refused", (_, output) => {
    const prediction = output(
      float64([
        [-3, 0.5, 2],
        [1, -2, 3],
        [0.1, 4, -1],
      ]),
    );
    expect(() => loss(prediction, target)).toThrow(ValueError);
    expect(() => loss(prediction, target)).toThrow(
      new RegExp(`^${lossName}: expected .* received .* End the network with .*softmax\\.$`),
    );
  });
});
