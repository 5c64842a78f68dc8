import { grad } from "@chainrule/compiler";
import {
  type Activation,
  ChainruleError,
  concat,
  foldIn,
  type Loss,
  normal,
  type Parameters,
  randomKey,
  tensor,
  type Tensor,
  zeros,
} from "@chainrule/tensor";
import { formOf, forms, type Kind } from "./forms.ts";

// The gradients of a net 2-3-3-3 by its weights, biases and inputs, against central differences, in float64 on a batch
// of 3: for any activation, in the two hidden layers or at the output, and any loss.

const float64 = (rows: number[][]): Tensor => tensor(rows, { dtype: "float64" });

const targets: Readonly<Record<Kind, Tensor>> = {
  real: float64([
    [0.3, -1.2, 2.1],
    [1.7, 0.4, -0.6],
    [-0.9, 0.8, 0.1],
  ]),
  positive: float64([
    [0.3, 1.2, 2.1],
    [1.7, 0.4, 0.6],
    [0.9, 0.8, 0.1],
  ]),
  probability: float64([
    [1, 0, 0.3],
    [0, 0, 1],
    [0.5, 1, 1],
  ]),
  distribution: float64([
    [1, 0, 0],
    [0, 0, 1],
    [0.2, 0.5, 0.3],
  ]),
  sign: float64([
    [1, -1, 1],
    [-1, -1, 1],
    [1, 1, -1],
  ]),
  label: tensor([0, 2, 1], { dtype: "int32" }),
};

/** The activation that a loss of such predictions is used with. */
export const usual = {
  real: "linear",
  positive: "exponential",
  probability: "sigmoid",
  distribution: "softmax",
  logarithm: "logSoftmax",
} as const;

/** What predictions of a loss are, and what its targets are here. */
export function dataOf(lossName: string): { kind: keyof typeof usual; target: Tensor } {
  const { prediction = "real", target = prediction as Kind } = forms[lossName] ?? {};
  return { kind: prediction, target: targets[target] };
}

/** How many units an activation makes one output of. */
const unitsFor = (f: Activation): number => 2 / f(zeros([1, 2])).shape[1]!;

function draw(seed: number, hidden: Activation, output: Activation, kind: string): Parameters {
  const [wide, last] = [3 * unitsFor(hidden), 3 * unitsFor(output)];
  const shapes = { x: [3, 2], w1: [2, wide], b1: [wide], w2: [3, wide], b2: [wide], w3: [3, last], b3: [last] };
  const drawn = Object.entries(shapes).map(([name, shape], i) => {
    const numbers = normal(foldIn(randomKey(seed), i), shape, { dtype: "float64" });
    // A range has ends, where an output has no slope or its loss is infinite: most outputs are to be away from them.
    if (kind === "real" || !name.endsWith("3")) return [name, numbers] as const;
    return [name, numbers.mul(0.25).add(name === "b3" && kind === "positive" ? 2 : 0)] as const;
  });
  return Object.fromEntries(drawn);
}

function outputOf({ x, w1, b1, w2, b2, w3, b3 }: Parameters, hidden: Activation, output: Activation): Tensor {
  const first = hidden(x!.matmul(w1!).add(b1!));
  const second = hidden(first.matmul(w2!).add(b2!));
  return output(second.matmul(w3!).add(b3!));
}

/** Whether f has a kink, a jump or no end within 1e-3 of z: steps to both sides differ by more than a curve's do. */
function hasKinkNear(f: (z: Tensor) => Tensor, z: Tensor, most: number): boolean {
  // Up and down in turn: what looks at whole rows would not notice that all are moved alike.
  const step = tensor(
    Array.from(z.toTypedArray(), (_, i) => (i % 2 ? 2e-3 : -2e-3)),
    { shape: z.shape, dtype: "float64" },
  );
  const [middle, above, below] = [f(z), f(z.add(step)), f(z.sub(step))];
  const bend = above.sub(middle).add(below.sub(middle)).abs();
  // Written so that ∞ and NaN count as kinks too; so do great numbers, whose differences have few digits.
  const size = middle.abs().reduceMax().item();
  return !(bend.reduceMax().item() < 1e-4 * Math.max(1, size) && size < most);
}

/** Weights, biases and inputs at which nothing has a kink. */
function awayFromKinks(hidden: Activation, output: Activation, kind: string, total: (z: Tensor) => Tensor): Parameters {
  for (let seed = 0; seed < 5000; seed++) {
    const drawn = draw(seed, hidden, output, kind);
    const seen: boolean[] = [];
    const watched =
      (f: Activation, watch: (z: Tensor) => Tensor, most: number) =>
      (z: Tensor): Tensor => {
        seen.push(hasKinkNear(watch, z, most));
        return f(z);
      };
    outputOf(drawn, watched(hidden, hidden, 50), watched(output, total, 1e4));
    if (!seen.includes(true)) return drawn;
  }
  throw new Error("Expected to find a net away from all kinks, found none in 5000.");
}

/**
 * The largest difference of a gradient from its central difference, as a share of the larger of the two or of a
 * thousandth of the largest gradient; 0 if all gradients are 0, as after a step.
 */
export function deviation(hidden: Activation, output: Activation, lossName: string, exported: Loss): number {
  const { kind, target } = dataOf(lossName);
  const loss = formOf(lossName, exported);
  const parameters = awayFromKinks(hidden, output, kind, (z) => loss(output(z), target));
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
    return a === n ? 0 : Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n), 1e-3 * largest);
  });
  return Math.max(...apart);
}

/** The error that users get for an activation at the output whose range does not fit the loss; none if it does. */
export function refusal(output: Activation, lossName: string, exported: Loss): ChainruleError | undefined {
  // Only values prove it: outputs that happen to lie in the range of the loss cannot be told from probabilities.
  const scores = float64([
    [-3, 0.5, 2],
    [1, -2, 3],
    [0.1, 4, -1],
  ]);
  // Of pairs the second is a gate: an open one.
  const given = unitsFor(output) === 2 ? concat([scores, scores.mul(0).add(9)], 1) : scores;
  try {
    formOf(lossName, exported)(output(given), dataOf(lossName).target);
    return undefined;
  } catch (error) {
    if (error instanceof ChainruleError) return error;
    throw error;
  }
}
