import { requireSameShape, ValueError } from "@chainrule/tensor";
import { networkOf } from "../files/loaded.ts";
import type { Network } from "../network.ts";
import { requireInputs } from "../network.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { requireData, requireLabels } from "./data.ts";
import type { Examples, RunOptions } from "./options.ts";
import { type Run, startRun } from "./run.ts";
import { validationOf } from "./train.ts";

/**
 * Goes on with a training from a checkpoint, to the same bits as if it had never stopped.
 *
 * @param examples - the same as before: the checkpoint holds their order, not the examples
 * @param options.net - the network to train on; by default a new one from the expressions in the checkpoint
 * @param options.validation - the same as before, if there were any
 * @throws ShapeError or ValueError if these cannot be the examples that the training began with
 */
export function resume(
  checkpoint: Checkpoint,
  examples: Examples,
  options: RunOptions & { readonly net?: Network } = {},
): Run {
  const data = requireData("resume", examples);
  const { settings, learned, graphs, progress } = checkpoint;
  requireInputs("resume", learned, data.inputs);
  if (data.inputs.shape[0] !== settings.rows) {
    throw new ValueError(
      `resume: expected the ${settings.rows} examples that the training began with, received ${data.inputs.shape[0]}. ` +
        "Give the same data in the same order.",
    );
  }
  const target = graphs.step.inputs[1]!;
  requireSameShape("resume", {
    "the target of the training": target,
    target: { shape: [-1, ...data.targets.shape.slice(1)] },
  });
  requireLabels("resume", data.targets, learned.outputShape.at(-1) ?? 1);
  const validated = progress.history.some(({ validation }) => validation);
  if (progress.history.length > 0 && validated !== Boolean(options.validation)) {
    throw new ValueError(
      `resume: expected ${validated ? "validation examples as before" : "no validation examples, as before"}, ` +
        `received ${validated ? "none" : "some"}. Otherwise it would not be the same training.`,
    );
  }
  const net = options.net ?? networkOf(checkpoint);
  return startRun(net, checkpoint, { data, validation: validationOf(options, data, learned) }, options);
}
