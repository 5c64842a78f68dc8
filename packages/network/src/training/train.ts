import { replay } from "@chainrule/compiler";
import {
  countFromOne,
  type Loss,
  type Optimizer,
  randomKey,
  refuse,
  requireNames,
  requireRange,
  requireWord,
  type Shape,
  slice,
  type Tensor,
  ValueError,
  zeroOrAbove,
} from "@chainrule/tensor";
import { modeFor } from "../executor.ts";
import { listOf } from "../graphs.ts";
import {
  type AnyLearned,
  type AnyNetwork,
  initialize,
  type Network,
  requireInputs,
  requireNetwork,
} from "../network.ts";
import { requirePart } from "../parts.ts";
import { alike, type ForPorts, type PortNames, type Ports, valuesOf } from "../ports.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { columnsOf, type Data, requireAlike, requireData, requireLabels, splitOff, withWeights } from "./data.ts";
import { type Graphs, trainingGraphs } from "./graphs.ts";
import {
  type EarlyStopping,
  type Examples,
  isSolver,
  optionNames,
  type RunOptions,
  type TrainOptions,
} from "./options.ts";
import { measuresOf } from "./measures.ts";
import { type Run, startRun } from "./run.ts";

/**
 * Trains a network: by iterating over its steps, or by waiting for `finished`.
 *
 * ```ts
 * for await (const { step, loss } of train(net, data, options)) …
 * const history = await train(net, data, options).finished;
 * ```
 *
 * Nothing happens before one of the two is asked for. Leaving the loop stops the training; the network keeps the
 * weights of the last step, or those of the best epoch with `earlyStopping`.
 *
 * @param net - gets its first weights here if it has none
 * @throws typed errors before anything has changed: shapes, dtypes, labels, numbers that are not finite, options
 */
export function train<X extends Ports, Y extends Ports>(
  net: Network<X, Y>,
  examples: Examples<X, Y>,
  options: TrainOptions<X, Y>,
): Run<X, Y>;
export function train(
  net: AnyNetwork,
  examples: Examples<Ports, Ports>,
  options: TrainOptions<Ports, Ports>,
): Run<Ports, Ports> {
  requireNetwork("train", net);
  requireNames("train", options, optionNames, 2);
  const rule: Partial<Optimizer> | null = options.optimizer;
  requirePart("train", "an optimizer", rule, typeof rule?.init === "function", "adam()", "optimizers");
  const { epochs = 10, batchSize = 32, seed = 0, shuffle = true, reduction = "mean", earlyStopping } = options;
  const { allowNonFinite = false } = options;
  requireRange("train", countFromOne, { epochs, batchSize, threads: options.threads ?? 1 });
  if (earlyStopping) requireEarlyStopping(earlyStopping);
  if (options.mode) requireWord("train", "mode", options.mode, ["fused", "exact"]);
  randomKey(seed); // refuses what is no seed
  const all = requireData("train", examples, net.ports, net.memory);
  const held = heldOf(options, all.rows);
  const [given, split] = held > 0 ? splitOff(all, held, seed) : [all, undefined];
  const learned = learnedOf(net, given, seed);
  requireLabels("train", given, learned.outputShape);
  const [data, validation] = split ? [given, split] : withValidation(options, given, learned, net.ports);
  const measures = measuresOf("train", options, net.ports);
  const { graphs, names, optimizer } = trainingGraphs(net, learned, data, options, measures);
  for (const each of [data, validation]) if (each) tryLosses(measures.losses, graphs, learned, each);
  const checkpoint: Checkpoint = {
    settings: {
      mode: modeFor(learned.dtype, options.mode),
      epochs,
      batchSize,
      seed,
      shuffle,
      reduction,
      earlyStopping,
      solver: isSolver(options.optimizer),
      allowNonFinite,
      rows: data.rows,
      validation: validation?.rows ?? 0,
      split: split !== undefined,
    },
    progress: {
      step: 0,
      epoch: 0,
      seen: 0,
      sums: [0, ...names.losses.map(() => 0)],
      history: [],
      best: undefined,
    },
    names,
    graphs,
    learned,
    optimizer,
    best: undefined,
    preprocessing: net.preprocessing,
  };
  return startRun(net, checkpoint, { data, validation, optimizer: options.optimizer }, options);
}

/** How many examples are to be split off for validation. */
function heldOf({ validation, validationSplit: share }: TrainOptions<Ports, Ports>, rows: number): number {
  if (share === undefined) return 0;
  if (validation) {
    refuse(ValueError, "train", "validation or validationSplit", "both", "Leave one of them out.");
  }
  const held = Math.max(1, Math.round(rows * share));
  if (share > 0 && held < rows) return held;
  const expected = `validationSplit above 0 that leaves some of ${rows} examples`;
  return refuse(ValueError, "train", expected, share, "Pass for example 0.2.");
}

/** The weights to begin with; the network itself gets them with the first step. */
function learnedOf(net: AnyNetwork, { inputs }: Data, seed: number): AnyLearned {
  let learned = net.memory;
  if (!learned) {
    const shapes = inputs.map(({ shape }) => shape.slice(1));
    const inputShape = alike(net.ports.inputs, shapes) as ForPorts<Ports, Shape>;
    learned = initialize(net, { inputShape, seed, dtype: inputs[0]!.dtype }).memory!;
    net.memory = undefined;
  }
  requireInputs("train", learned, inputs);
  return learned;
}

/** The loss that took all rows of a target: that never changes, and is often given again. */
const taken = new WeakMap<Tensor, Loss>();

/** A loss looks at values, and a trace has none: a target or a prediction out of its range shows here, at once. */
function tryLosses(
  losses: readonly Loss[],
  { predicting }: Graphs,
  learned: AnyLearned,
  { rows, inputs, targets }: Data,
): void {
  const predictions = replay(predicting)([...inputs.map((x) => slice(x, 0, 0, 1)), ...listOf(learned)]);
  const shapes = valuesOf<Shape>(learned.outputShape);
  losses.forEach((loss, i) => {
    const target = targets[i]!;
    const count = taken.get(target) === loss ? 1 : rows;
    loss(predictions[i]!.broadcastTo([count, ...shapes[i]!]), slice(target, 0, 0, count));
    taken.set(target, loss);
  });
}

/** The examples of training and of validation, with weights in both where one of them has some. */
export function withValidation(
  { validation }: RunOptions<Ports, Ports>,
  data: Data,
  learned: AnyLearned,
  names: PortNames,
): [data: Data, validation: Data | undefined] {
  if (!validation) return [data, undefined];
  const who = "train: validation";
  const given = requireData(who, validation, names, learned);
  requireInputs(who, learned, given.inputs);
  const [both, checked] = [withWeights(data, given.weights), withWeights(given, data.weights)];
  requireAlike(who, columnsOf(both), columnsOf(checked));
  requireLabels(who, checked, learned.outputShape);
  return [both, checked];
}

function requireEarlyStopping({ patience, minDelta = 0 }: EarlyStopping): void {
  requireRange("train", countFromOne, { "earlyStopping.patience": patience });
  requireRange("train", zeroOrAbove, { "earlyStopping.minDelta": minDelta });
}
