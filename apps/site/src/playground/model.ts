import * as activations from "@chainrule/activations";
import * as losses from "@chainrule/losses";
import { accuracy, dense, dropout, l1, l2, mae, type Network, type Regularizer, sequential } from "@chainrule/network";
import * as optimizers from "@chainrule/optimizers";
import {
  type Activation,
  fullLike,
  type Loss,
  type Metric,
  type Optimizer,
  type Schedule,
  tensor,
} from "@chainrule/tensor";
import type { Preparation } from "@chainrule/data";
import type { Kind } from "./data.ts";
import type { OptionValues, Settings } from "./settings.ts";

// From names and numbers to the parts of a training, as the packages export them.

const pick = <T>(from: Readonly<Record<string, unknown>>, name: string): T => from[name] as T;

/** What suits a kind of target, by name. */
const suiting: Readonly<Record<Kind, { readonly output: string; readonly loss: string; readonly metric: string }>> = {
  boolean: { output: "sigmoid", loss: "binaryCrossentropy", metric: "accuracy" },
  classes: { output: "softmax", loss: "categoricalCrossentropy", metric: "accuracy" },
  number: { output: "linear", loss: "meanSquaredError", metric: "mae" },
};

/** What the settings leave open, filled in. */
export function chosenOf({ output, loss }: Settings, { kind }: Preparation["target"]) {
  const usual = suiting[kind];
  return { output: output || usual.output, loss: loss || usual.loss, metric: usual.metric };
}

export const outputsOf = ({ target }: Preparation): number => (target.kind === "classes" ? target.labels.length : 1);

export function networkOf({ hidden, dropout: share }: Settings, output: string, outputs: number): Network {
  const dropped = share > 0 ? [dropout(share)] : [];
  return sequential([
    ...hidden.flatMap(({ units, activation }) => [dense(units, pick<Activation>(activations, activation)), ...dropped]),
    dense(outputs, pick<Activation>(activations, output)),
  ]);
}

export const lossOf = (name: string): Loss => pick(losses, name);

/** A metric in the words or the unit of the target. */
export function metricOf({ target }: Preparation): Metric {
  if (target.kind !== "number") return accuracy;
  return (prediction, truth) => mae(prediction, truth).mul(target.scale);
}

export function optimizerOf(settings: Settings): Optimizer {
  const make = pick<(options: object) => Optimizer>(optimizers, settings.optimizer);
  return make({ ...settings.optimizerOptions, rate: rateOf(settings) });
}

function rateOf({ rate, schedule, scheduleOptions, next, nextAt, nextRate, nextOptions }: Settings): Schedule | number {
  const first = scheduleOf(schedule, rate, scheduleOptions);
  if (!next) return first;
  return optimizers.joinSchedules([first, scheduleOf(next, nextRate, nextOptions)], { boundaries: [nextAt] });
}

const scheduleOf = (name: string, rate: number, options: OptionValues): Schedule | number =>
  name ? pick<(first: number, options: OptionValues) => Schedule>(optimizers, name)(rate, options) : rate;

export function regularizerOf({ regularizer, strength }: Settings): Regularizer | undefined {
  return regularizer ? { l1, l2 }[regularizer](strength) : undefined;
}

/** The losses that take predictions of this kind with its targets: those that do not refuse some. */
export function lossesFor(kind: Kind, outputs: number): string[] {
  const zeros = tensor(new Float32Array(2 * outputs), { shape: [2, outputs] });
  const prediction = fullLike(zeros, kind === "number" ? -0.5 : 1 / Math.max(2, outputs));
  const [first, second] = kind === "number" ? [-1.5, 1.5] : [0, 1];
  // As different as targets can be: the first class and another, no and yes, below the mean and above.
  const row = (value: number): number[] =>
    Array.from({ length: outputs }, (_, i) => (outputs === 1 ? value : Number(i === value)));
  const target = tensor([row(first), row(second)], { dtype: "float32" });
  return Object.entries(losses).flatMap(([name, loss]) => {
    try {
      return loss(prediction, target).shape[0] === 2 ? [name] : [];
    } catch {
      return [];
    }
  });
}
