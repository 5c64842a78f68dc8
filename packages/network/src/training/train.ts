import { replay } from "@chainrule/compiler";
import {
  countFromOne,
  isFloat,
  type Loss,
  randomKey,
  refuse,
  requireRange,
  slice,
  ValueError,
  zeroOrAbove,
} from "@chainrule/tensor";
import { modeFor } from "../executor.ts";
import { listOf } from "../graphs.ts";
import { initialize, type Learned, type Network, requireInputs } from "../network.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { type Data, requireData, requireLabels, requireTargets } from "./data.ts";
import { type Graphs, trainingGraphs } from "./graphs.ts";
import type { EarlyStopping, Examples, RunOptions, TrainOptions } from "./options.ts";
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
export function train(net: Network, examples: Examples, options: TrainOptions): Run {
  const { epochs = 10, batchSize = 32, seed = 0, shuffle = true, reduction = "mean", earlyStopping } = options;
  requireRange("train", countFromOne, { epochs, batchSize });
  if (earlyStopping) requireEarlyStopping(earlyStopping);
  randomKey(seed); // refuses what is no seed
  const data = requireData("train", examples);
  const learned = learnedOf(net, data, seed);
  requireLabels("train", data.targets, learned.outputShape.at(-1) ?? 1);
  const { graphs, names, optimizer } = trainingGraphs(net, learned, data.targets, options);
  const validation = validationOf(options, data, learned);
  for (const examples of validation ? [data, validation] : [data]) tryLoss(options.loss, graphs, learned, examples);
  const checkpoint: Checkpoint = {
    settings: {
      mode: modeFor(learned.dtype, options.mode),
      epochs,
      batchSize,
      seed,
      shuffle,
      reduction,
      earlyStopping,
      rows: data.inputs.shape[0]!,
      validation: validation?.inputs.shape[0] ?? 0,
    },
    progress: {
      step: 0,
      epoch: 0,
      seen: 0,
      lossSum: 0,
      metricSums: names.metrics.map(() => 0),
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
  return startRun(net, checkpoint, { data, validation }, options);
}

/** The weights to begin with; the network itself gets them with the first step. */
function learnedOf(net: Network, { inputs }: Data, seed: number): Learned {
  if (!isFloat(inputs.dtype)) {
    refuse(ValueError, "train", "inputs of float32 or float64", inputs.dtype, 'Write .cast("float32").');
  }
  const before = net.memory;
  if (before) {
    requireInputs("train", before, inputs);
    return before;
  }
  const learned = initialize(net, { inputShape: inputs.shape.slice(1), seed, dtype: inputs.dtype }).memory!;
  net.memory = before;
  return learned;
}

/** A loss looks at values, and a trace has none: a target or a prediction out of its range shows here, at once. */
function tryLoss(loss: Loss, { predicting }: Graphs, learned: Learned, { inputs, targets }: Data): void {
  const [prediction] = replay(predicting)([slice(inputs, 0, 0, 1), ...listOf(learned)]);
  loss(prediction!.broadcastTo([targets.shape[0]!, ...learned.outputShape]), targets);
}

/** The validation examples as tensors that fit. */
export function validationOf({ validation }: RunOptions, data: Data, learned: Learned): Data | undefined {
  if (!validation) return undefined;
  const checked = requireData("train: validation", validation);
  requireInputs("train: validation", learned, checked.inputs);
  requireTargets("train: validation", data.targets, checked.targets);
  requireLabels("train: validation", checked.targets, learned.outputShape.at(-1) ?? 1);
  return checked;
}

function requireEarlyStopping({ patience, minDelta = 0 }: EarlyStopping): void {
  requireRange("train", countFromOne, { "earlyStopping.patience": patience });
  requireRange("train", zeroOrAbove, { "earlyStopping.minDelta": minDelta });
}
