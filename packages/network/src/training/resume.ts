import type { Mode } from "@chainrule/compiler/wasm";
import { formatShape, randomKey, refuse, ValueError } from "@chainrule/tensor";
import { modeFor } from "../executor.ts";
import { networkOf } from "../files/loaded.ts";
import type { Memory } from "../layers/layer.ts";
import { type Network, requireInputs } from "../network.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { requireData, requireLabels, requireTargets } from "./data.ts";
import type { Examples, RunOptions } from "./options.ts";
import { type Run, startRun } from "./run.ts";
import { validationOf } from "./train.ts";

/**
 * Goes on with a training from a checkpoint, to the same bits as if it had never stopped.
 *
 * @param examples - the same as before: the checkpoint holds their order, not the examples
 * @param options.net - the network to train on; by default a new one from the expressions in the checkpoint
 * @param options.validation - the same as before, if there were any
 * @param options.mode - another rounding than the training began with: its bits are then others
 * @throws ShapeError or ValueError if these cannot be the examples that the training began with, or if this machine
 *   cannot round as the training did
 */
export function resume(
  checkpoint: Checkpoint,
  examples: Examples,
  options: RunOptions & { readonly net?: Network; readonly mode?: Mode } = {},
): Run {
  const data = requireData("resume", examples);
  const { learned, graphs } = checkpoint;
  const settings = { ...checkpoint.settings, mode: options.mode ?? checkpoint.settings.mode };
  if (modeFor(learned.dtype, settings.mode) !== settings.mode) {
    const cure = 'Write resume(…, { mode: "exact" }) to go on with other last digits.';
    refuse(ValueError, "resume", `a machine that computes in mode ${settings.mode}`, "one that cannot", cure);
  }
  requireInputs("resume", learned, data.inputs);
  if (data.inputs.shape[0] !== settings.rows) {
    refuse(
      ValueError,
      "resume",
      `the ${settings.rows} examples that the training began with`,
      data.inputs.shape[0],
      "Give the same data in the same order.",
    );
  }
  requireTargets("resume", graphs.step.inputs[1]!, data.targets);
  requireLabels("resume", data.targets, learned.outputShape.at(-1) ?? 1);
  const validation = validationOf(options, data, learned);
  const validated = validation?.inputs.shape[0] ?? 0;
  if (validated !== settings.validation) {
    refuse(
      ValueError,
      "resume",
      `the ${settings.validation} validation examples that the training began with`,
      validated,
      "Give the same, or none where there were none.",
    );
  }
  const net = options.net ?? networkOf(checkpoint);
  const [expected, received] = [learned, net.memory ?? net.init(randomKey(0), learned.inputShape, learned)].map(shapes);
  if (expected !== received) {
    refuse(ValueError, "resume", `a network with the weights ${expected}`, received, "Leave net out.");
  }
  return startRun(net, { ...checkpoint, settings }, { data, validation }, options);
}

const shapes = ({ parameters, state }: Memory): string =>
  Object.entries({ ...parameters, ...state })
    .map(([name, { shape }]) => `${name} ${formatShape(shape)}`)
    .join(", ");
