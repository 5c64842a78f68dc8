import { type Matrix, range, table } from "./arrays.ts";
import type { Hand, Net } from "./net.ts";
import type { Random } from "./random.ts";

/** A number with few digits, as somebody would choose it. */
const friendly = (random: Random, size: number): number => {
  const decimals = random.pick([1, 1, 2]);
  return Number(((random.next() * 2 - 1) * size).toFixed(decimals));
};

const friendlyTable = (random: Random, rows: number, columns: number, size: number): Matrix =>
  table(rows, columns, () => friendly(random, size));

/** The last activation with the losses that it is used with; the common ones more often. */
const heads = [
  ...["softmax cce", "softmax cce", "softmax cce", "softmax bce", "softmax half_sq", "softmax mse"],
  ...["sigmoid bce", "sigmoid bce", "sigmoid half_sq", "sigmoid mse", "sigmoid cce"],
  ...["identity half_sq", "identity mse", "tanh half_sq", "tanh mse", "relu half_sq", "relu mse"],
  ...["leaky_relu mse", "elu half_sq", "softplus mse", "silu half_sq", "gelu mse"],
];

const hidden = [
  ...["relu", "relu", "relu", "sigmoid", "sigmoid", "tanh", "tanh", "leaky_relu", "identity"],
  ...["elu", "softplus", "silu", "gelu", "softmax"],
];

/** @param size - of the largest weights */
export function drawNet(random: Random, size = 1): Net {
  const layers = random.pick([1, 2, 2, 2, 3, 3, 4]);
  // Equal widths are common in textbooks, and some mistakes need a square matrix.
  const width = random.whole(2, 4);
  const equal = random.chance(0.4);
  const [head, loss] = random.pick(heads).split(" ") as [string, string];
  const inner = range(layers - 1).map(() => random.pick(hidden));
  const activations = [...inner, head];
  const least = (i: number): number => (i > 0 && activations[i - 1] === "softmax" ? 2 : 1);
  const sizes = range(layers + 1).map((i) => (equal ? width : random.whole(least(i), 5)));
  const examples = random.whole(1, 4);
  const weights = range(layers).map((i) => friendlyTable(random, sizes[i]!, sizes[i + 1]!, size));
  const biases = range(layers).map((i) => friendlyTable(random, 1, sizes[i + 1]!, random.chance(0.1) ? 0 : 0.8)[0]!);
  const regularized = random.chance(0.2);
  const updateBiases = random.chance(0.85);
  return {
    sizes,
    activations,
    leakySlope: activations.includes("leaky_relu") ? random.pick([undefined, 0.1, 0.2]) : undefined,
    x: friendlyTable(random, examples, sizes[0]!, random.pick([1, 2])),
    y: drawTargets(random, examples, sizes.at(-1)!, head, loss),
    weights,
    biases,
    loss,
    batch: random.pick(["mean", "mean", "sum"]),
    rate: random.pick([0.01, 0.05, 0.1, 0.1, 0.2, 0.5, 0.5]),
    updateBiases,
    regularizer: regularized
      ? { name: random.pick(["l1", "l2", "l2"]), strength: random.pick([0.01, 0.05, 0.1]) }
      : undefined,
    masks: drawMasks(random, sizes, examples),
    ...drawOptimizer(random, weights, updateBiases ? biases : []),
  };
}

function drawTargets(random: Random, examples: number, outputs: number, head: string, loss: string): Matrix {
  if (loss === "cce" || head === "softmax") {
    const classes = range(examples).map(() => random.whole(0, outputs - 1));
    return table(examples, outputs, (r, c) => (classes[r] === c ? 1 : 0));
  }
  if (loss === "bce") return table(examples, outputs, () => random.whole(0, 1));
  return table(examples, outputs, () => {
    const value = friendly(random, head === "identity" ? 2 : 0.9);
    return head === "sigmoid" || head === "softplus" ? Math.abs(value) : value;
  });
}

function drawMasks(random: Random, sizes: readonly number[], examples: number): Record<string, Matrix> {
  if (sizes.length < 3 || !random.chance(0.1)) return {};
  const layer = random.whole(1, sizes.length - 2);
  const dropped = random.pick([0.5, 0.2]);
  const kept = 1 / (1 - dropped);
  return { [`a${layer}`]: table(examples, sizes[layer]!, () => (random.chance(dropped) ? 0 : kept)) };
}

type Optimizer = Pick<Net, "optimizer" | "options" | "state" | "stepsBefore">;

function drawOptimizer(random: Random, weights: readonly Matrix[], biases: Matrix): Optimizer {
  const optimizer = random.chance(0.5)
    ? "sgd"
    : random.pick(["momentum", "momentum", "nesterov", "adam", "adam", "adamw", "rmsprop", "adagrad"]);
  const epsilon = random.pick([1e-8, 1e-8, 0.01, 0.1]);
  const momentum = random.pick([0.9, 0.8, 0.5]);
  const adam = { beta1: random.pick([0.9, 0.8]), beta2: random.pick([0.999, 0.99, 0.9]), epsilon };
  const options: Record<string, Record<string, number>> = {
    sgd: {},
    momentum: random.chance(0.4) ? { momentum, dampening: random.pick([0.1, 0.5]) } : { momentum },
    nesterov: { momentum },
    adam,
    adamw: { ...adam, decay: random.pick([0.01, 0.1]) },
    rmsprop: { decay: random.pick([0.9, 0.99]), epsilon },
    adagrad: { initialAccumulator: 0.1, epsilon },
  };
  const begun = optimizer !== "sgd" && random.chance(0.6);
  const state: Record<string, Matrix> = {};
  for (const moment of begun ? momentsOf(optimizer) : []) {
    const draw = (m: Matrix): Matrix =>
      table(m.length, m[0]!.length, () =>
        moment === "m" ? friendly(random, 0.5) : Math.abs(friendly(random, 0.5)) + 0.01,
      );
    weights.forEach((w, i) => (state[`${moment}_W${i + 1}`] = draw(w)));
    biases.forEach((b, i) => (state[`${moment}_b${i + 1}`] = draw([b])));
  }
  return { optimizer, options: options[optimizer]!, state, stepsBefore: begun ? random.whole(1, 4) : 0 };
}

/** What an optimizer remembers: m, what it goes by, and v, what it divides by. */
export function momentsOf(optimizer: string): readonly ("m" | "v")[] {
  if (optimizer === "momentum" || optimizer === "nesterov") return ["m"];
  if (optimizer === "adam" || optimizer === "adamw") return ["m", "v"];
  return optimizer === "sgd" ? [] : ["v"];
}

/** @param tidy - every number with all its digits: trailing zeros stand */
export function drawHand(random: Random, tidy: boolean): Hand {
  const leavesOut = new Set(
    ["dL_da last", "da_dz last", "dL_da hidden", "da_dz hidden"].filter(() => random.chance(0.3)),
  );
  return {
    style: random.pick(["decimals", "significant"]),
    digits: random.whole(3, 8),
    cut: random.chance(0.5),
    exponents: random.chance(0.5),
    dropZeros: !tidy && random.chance(0.2),
    carry: random.pick(["written", "full"]),
    slopeFrom: random.pick(["a", "z"]),
    directDelta: random.chance(0.5),
    jacobian: random.chance(0.75) ? "square" : "diagonal",
    leavesOut,
    updatesEarly: random.chance(0.4),
    biasFirst: random.chance(0.2),
    inputGradient: random.chance(0.2),
    lossAfter: random.chance(0.4),
    says: random.chance(0.3),
  };
}
