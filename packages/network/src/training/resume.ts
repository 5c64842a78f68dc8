import type { Mode } from "@chainrule/compiler/wasm";
import {
  countFromOne,
  formatShape,
  randomKey,
  refuse,
  requireNames,
  requireRange,
  type Solver,
  ValueError,
} from "@chainrule/tensor";
import { modeFor } from "../executor.ts";
import { networkOf } from "../files/loaded.ts";
import type { Memory } from "../layers/layer.ts";
import { type AnyNetwork, type Network, requireInputs } from "../network.ts";
import type { Ports } from "../ports.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { columnsOf, requireAlike, requireData, requireLabels, splitOff } from "./data.ts";
import { columnCount } from "./graphs.ts";
import { memoriesOf } from "./memories.ts";
import type { Examples, RunOptions } from "./options.ts";
import { type Run, startRun } from "./run.ts";
import { withValidation } from "./train.ts";
import { predictingMemory } from "./used.ts";

/**
 * Goes on with a training from a checkpoint, to the same bits as if it had never stopped.
 *
 * @param examples - the same as before: the checkpoint holds their order, not the examples
 * @param options.net - the network to train on; by default a new one from the expressions in the checkpoint
 * @param options.validation - the same as before, if there were any
 * @param options.optimizer - the same solver as before, if it was one; any other optimizer is in the checkpoint
 * @param options.mode - another rounding than the training began with: its bits are then others
 * @throws ShapeError or ValueError if these cannot be the examples that the training began with, or if this machine
 *   cannot round as the training did
 */
export function resume(
  checkpoint: Checkpoint,
  examples: Examples,
  options?: RunOptions & ResumeWith & { readonly net?: Network },
): Run;
export function resume<X extends Ports, Y extends Ports>(
  checkpoint: Checkpoint,
  examples: Examples<X, Y>,
  options?: RunOptions<X, Y> & ResumeWith & { readonly net?: Network<X, Y> },
): Run<X, Y>;
export function resume<X extends Ports, Y extends Ports>(
  checkpoint: Checkpoint,
  examples: Examples<X, Y>,
  options: RunOptions<X, Y> & ResumeWith & { readonly net?: Network<X, Y> } = {},
): Run<X, Y> {
  return begin(checkpoint, examples, options) as Run<X, Y>;
}

interface ResumeWith {
  readonly mode?: Mode;
  readonly optimizer?: Solver;
}

const resumeNames = ["net", "validation", "callbacks", "signal", "threads", "mode", "optimizer"];

type ResumeOptions = RunOptions<Ports, Ports> & ResumeWith & { readonly net?: AnyNetwork };

function begin(checkpoint: Checkpoint, examples: Examples<Ports, Ports>, options: ResumeOptions): Run<Ports, Ports> {
  const { learned, graphs, names } = checkpoint;
  const ports = { inputs: learned.inputShape, outputs: learned.outputShape };
  requireNames("resume", options, resumeNames);
  requireRange("resume", countFromOne, { threads: options.threads ?? 1 });
  const given = requireData("resume", examples, ports, learned);
  const settings = { ...checkpoint.settings, mode: options.mode ?? checkpoint.settings.mode };
  if (modeFor(learned.dtype, settings.mode) !== settings.mode) {
    const cure = 'Write resume(…, { mode: "exact" }) to go on with other last digits.';
    refuse(ValueError, "resume", `a machine that computes in mode ${settings.mode}`, "one that cannot", cure);
  }
  requireInputs("resume", learned, given.inputs);
  const rows = settings.rows + (settings.split ? settings.validation : 0);
  if (given.rows !== rows) {
    refuse(
      ValueError,
      "resume",
      `the ${rows} examples that the training began with`,
      given.rows,
      "Give the same data in the same order.",
    );
  }
  const columns = graphs.step.inputs.slice(0, columnCount(graphs, names));
  const own = [...given.inputs, ...given.targets];
  requireAlike("resume", columns.slice(0, own.length), own);
  const [data, validation] = settings.split
    ? splitOff(given, settings.validation, settings.seed)
    : withValidation(options, given, learned, ports);
  requireAlike("resume", columns, columnsOf(data));
  requireLabels("resume", data, learned.outputShape);
  const validated = validation?.rows ?? 0;
  if (validated !== settings.validation) {
    refuse(
      ValueError,
      "resume",
      `the ${settings.validation} validation examples that the training began with`,
      validated,
      "Give the same, or none where there were none.",
    );
  }
  const solver = solverOf(checkpoint, options);
  const net = options.net ?? networkOf({ ...checkpoint, learned: predictingMemory(checkpoint) });
  const [expected, received] = [learned, net.memory ?? net.init(randomKey(0), learned.inputShape, learned)].map(shapes);
  if (expected !== received) {
    refuse(ValueError, "resume", `a network with the weights ${expected}`, received, "Leave net out.");
  }
  return startRun(
    net,
    function* () {
      return { ...checkpoint, settings };
    },
    { data, validation, optimizer: solver },
    options,
  );
}

function solverOf({ settings, learned, names }: Checkpoint, { optimizer }: ResumeOptions): Solver | undefined {
  const expected = settings.solver ? "the solver that the training began with" : "no optimizer: the checkpoint has it";
  const cure = settings.solver ? "Write resume(…, { optimizer: lbfgs() }) or whichever it was." : "Leave it out.";
  if (settings.solver !== (optimizer !== undefined)) {
    refuse(ValueError, "resume", expected, optimizer ? "one" : "none", cure);
  }
  if (!optimizer) return undefined;
  const own = Object.keys(memoriesOf(optimizer.init(learned.parameters)));
  if (own.join() !== names.optimizer.join()) {
    refuse(ValueError, "resume", `${expected}, which remembers ${names.optimizer.join(", ")}`, own.join(", "), cure);
  }
  return optimizer;
}

const shapes = ({ parameters, state }: Memory): string =>
  Object.entries({ ...parameters, ...state })
    .map(([name, { shape }]) => `${name} ${formatShape(shape)}`)
    .join(", ");
