import * as activations from "@chainrule/activations";
import { jacobian } from "@chainrule/compiler";
import { compile } from "@chainrule/compiler/interpreter";
import * as losses from "@chainrule/losses";
import { type Activation, ChainruleError, type Loss, tensor, type Tensor } from "@chainrule/tensor";
import { SheetError } from "./error.ts";
import type { NamedActivation } from "./types.ts";

const activationAliases: Readonly<Record<string, string>> = { identity: "linear", logistic: "sigmoid", swish: "silu" };
const lossAliases: Readonly<Record<string, string>> = {
  half_sq: "halfSquaredError",
  mse: "meanSquaredError",
  mae: "meanAbsoluteError",
  cce: "categoricalCrossentropy",
  bce: "binaryCrossentropy",
};

// The library's, as they are asked for: whether one couples its row is seen by differentiating it.
const found = new Map<string, NamedActivation>();

/**
 * An activation by its name on a sheet (`leaky_relu`, `identity`, …) or in the library; undefined if there is none.
 *
 * @throws SheetError for an option that it does not have; ValueError for options that it refuses
 */
export function activationOf(name: string, options: ActivationOptions = {}): NamedActivation | undefined {
  const canonical = activationAliases[name] ?? camelCase(name);
  const table: Readonly<Record<string, Activation | undefined>> = activations;
  if (!Object.hasOwn(table, canonical)) return undefined;
  const known = found.get(canonical);
  const given = Object.keys(options);
  if (known && given.length === 0) return known;
  const plain = table[canonical] as (x: Tensor, options?: ActivationOptions) => Tensor;
  const unknown = given.find((option) => !optionsOf(plain).has(option));
  if (unknown !== undefined) {
    throw new SheetError(
      `readSheet: expected options of ${canonical}, received ${unknown}. ` +
        `It has ${[...optionsOf(plain)].join(", ") || "none"}.`,
    );
  }
  const apply: Activation = given.length === 0 ? plain : (x) => plain(x, options);
  const activation = { name: canonical, apply, couples: couples(apply) };
  if (given.length === 0) found.set(canonical, activation);
  return activation;
}

type ActivationOptions = Readonly<Record<string, number>>;

/** The options that a function asks for. */
function optionsOf(activation: (x: Tensor, options?: ActivationOptions) => Tensor): Set<string> {
  const asked = new Set<string>();
  const listening = new Proxy<ActivationOptions>({}, { get: (_, name) => (asked.add(String(name)), undefined) });
  activation(tensor([0.3, -0.2], { dtype: "float64" }), listening);
  return asked;
}

/** Whether an output depends on more than its own input: seen in the derivatives at one point. */
function couples(activation: Activation): boolean {
  const slopes = jacobian(activation)(tensor([0.3, -0.2], { dtype: "float64" })).toTypedArray();
  return slopes[1] !== 0 || slopes[2] !== 0;
}

/** A loss whose terms `[examples, outputs]` add up to the loss of each example. */
export interface NamedLoss {
  /** As the library spells it. */
  readonly name: string;
  readonly terms: Loss;
}

/**
 * A loss by its name on a sheet (`half_sq`, `mse`, `cce`, `bce`) or in the library; undefined if there is none.
 *
 * The losses that are called a mean are the mean over an example's outputs, all others their sum.
 */
export function lossOf(name: string): NamedLoss | undefined {
  const canonical = lossAliases[name] ?? camelCase(name);
  const table: Readonly<Record<string, Loss | undefined>> = losses;
  const loss = Object.hasOwn(table, canonical) ? table[canonical] : undefined;
  if (!loss) return undefined;
  const terms: Loss = (prediction, target) => {
    const [rows, outputs] = prediction.shape as [number, number];
    // One number a row, so that a loss that adds up its row gives each output's share.
    const flat = (x: Tensor): Tensor => x.reshape([rows * outputs, 1]);
    const shares = loss(flat(prediction), flat(target)).reshape([rows, outputs]);
    return canonical.startsWith("mean") ? shares.div(outputs) : shares;
  };
  // Traced: a learner's numbers need not be probabilities, and only values are checked.
  return addsUp(loss, terms) ? { name: canonical, terms: compile(terms) } : undefined;
}

/**
 * Whether the loss of a row is what its outputs cost one by one: seen at one point. Not so of a distance, of an
 * overlap, nor of a loss that takes labels or pairs.
 */
function addsUp(loss: Loss, terms: Loss): boolean {
  const [prediction, target] = [[[0.3, 0.45]], [[0.9, 0.2]]].map((rows) => tensor(rows, { dtype: "float64" }));
  try {
    const whole = compile(loss)(prediction!, target!);
    const sum = compile(terms)(prediction!, target!).sum().item();
    // A mean over the outputs is taken later where the loss has a number for each.
    const mean = whole.rank === 1 ? whole.sum() : whole.mean();
    return [whole.sum().item(), mean.item()].some((x) => Math.abs(x - sum) < 1e-12);
  } catch (error) {
    if (error instanceof ChainruleError) return false;
    throw error;
  }
}

const camelCase = (name: string): string => name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
