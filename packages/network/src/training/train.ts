import { replay } from "@chainrule/compiler";
import {
  countFromOne,
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
import { drawing } from "../drawing.ts";
import { modeFor } from "../executor.ts";
import { byName, listOf } from "../graphs.ts";
import { recordOf } from "../named.ts";
import { type AnyLearned, type AnyNetwork, type Network, requireInputs, requireNetwork } from "../network.ts";
import { requirePart } from "../parts.ts";
import { alike, type ForPorts, type PortNames, type Ports } from "../ports.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { columnsOf, type Data, requireAlike, requireData, requireLabels, splitOff, withWeights } from "./data.ts";
import { trainingGraphs } from "./graphs.ts";
import { type Examples, isSolver, optionNames, type RunOptions, type TrainOptions } from "./options.ts";
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
 * @throws typed errors before anything has changed: shapes, dtypes, labels, numbers that are not finite, options. First
 *   weights are drawn later: that a prediction with them lies outside what the loss takes is told by `finished`
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
  const {
    epochs = 10,
    batchSize = 32,
    seed = 0,
    shuffle = true,
    reduction = "mean",
    earlyStopping,
    allowNonFinite = false,
  } = options;
  requireRange("train", countFromOne, { epochs, batchSize, threads: options.threads ?? 1 });
  if (earlyStopping) {
    const { patience, minDelta = 0 } = earlyStopping;
    requireRange("train", countFromOne, { "earlyStopping.patience": patience });
    requireRange("train", zeroOrAbove, { "earlyStopping.minDelta": minDelta });
  }
  if (options.mode) requireWord("train", "mode", options.mode, ["fused", "exact"]);
  randomKey(seed); // refuses what is no seed
  const all = requireData("train", examples, net.ports, net.memory);
  const held = heldOf(options, all.rows);
  const [given, split] = held > 0 ? splitOff(all, held, seed) : [all, undefined];
  const [{ learned, remembered }, draw] = drawing(seed, (key) => {
    const first = net.memory ?? firstMemory(net, key, given);
    requireInputs("train", first, given.inputs);
    return { learned: first, remembered: options.optimizer.init(first.parameters) };
  });
  requireLabels("train", given, learned.outputShape);
  const [data, validation] = split ? [given, split] : withValidation(options, given, learned, net.ports);
  const measures = measuresOf("train", options, net.ports);
  const { graphs, names, optimizer } = trainingGraphs(net, learned, data, options, measures, remembered);
  // A loss looks at values, and a trace has none: a target out of its range shows here, a prediction with the weights.
  const { predicting } = graphs;
  const tryLosses = (inputs: readonly Tensor[], weights: readonly Tensor[], targets: readonly Tensor[]): void => {
    const predictions = replay(predicting)([...inputs, ...weights]);
    measures.losses.forEach((loss, i) => loss(predictions[i]!, targets[i]!));
  };
  for (const { inputs, targets } of validation ? [data, validation] : [data])
    tryLosses(inputs, predicting.inputs.slice(inputs.length), targets);
  const begin = function* (): Generator<undefined, Checkpoint> {
    const numbers = yield* draw([...listOf(learned), ...Object.values(optimizer)]);
    const memory = { ...learned, ...byName(names, numbers) };
    const first = (list: readonly Tensor[]): Tensor[] => list.map((x) => slice(x, 0, 0, 1));
    tryLosses(first(data.inputs), listOf(memory), first(data.targets));
    return {
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
      learned: memory,
      optimizer: recordOf(names.optimizer, numbers.slice(listOf(learned).length)),
      best: undefined,
      preprocessing: net.preprocessing,
    };
  };
  return startRun(net, begin, { data, validation, optimizer: options.optimizer }, options);
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

/** The first weights for such examples; the network itself gets them with the first step. */
function firstMemory(net: AnyNetwork, key: Tensor, { inputs }: Data): AnyLearned {
  const { dtype } = inputs[0]!;
  const shapes = inputs.map(({ shape }) => shape.slice(1)); // of one example
  const inputShape = alike(net.ports.inputs, shapes) as ForPorts<Ports, Shape>;
  return { ...net.init(key, inputShape, { dtype }), inputShape, dtype };
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
