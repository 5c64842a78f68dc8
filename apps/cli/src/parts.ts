import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as activations from "@chainrule/activations";
import * as losses from "@chainrule/losses";
import * as optimizers from "@chainrule/optimizers";
import { dense, type Layer } from "@chainrule/network";
import type { Activation, Loss, Optimizer } from "@chainrule/tensor";
import { isOptimizerName } from "@chainrule/worksheet";
import { usage } from "./failure.ts";

// Parts that a user names: ours by their names, anybody's as npm:package#export.

const activationOf = (flag: string, name: string): Promise<Activation> => pick(flag, activations, name);

const [signs, number, several] = ["targets of −1 and 1", "the number of a class as target", "several outputs together"];
/** What a loss needs that the outputs for a table, or the targets in it, are not. */
export const unsuited: Readonly<Record<string, string>> = {
  hinge: signs,
  squaredHinge: signs,
  softMargin: signs,
  perceptron: signs,
  hingeEmbedding: signs,
  multiMargin: number,
  negativeLogLikelihood: number,
  sparseCategoricalCrossentropy: number,
  gaussianNll: several,
  marginRanking: several,
  cosineEmbedding: several,
  tripletMargin: several,
};
export const tableLosses: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(losses).filter(([name]) => !Object.hasOwn(unsuited, name)),
);

export function lossOf(name: string): Promise<Loss> {
  if (!Object.hasOwn(unsuited, name)) return pick("--loss", tableLosses, name);
  throw usage(
    `--loss: expected a loss for tables, received ${name}, which wants ${unsuited[name]}: that takes a program. ` +
      `Choose one of ${Object.keys(tableLosses).join(", ")}.`,
  );
}

const { sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw } = optimizers;
/** All that go down a slope: those that a sheet may name. What changes gradients alone, and schedules, do not. */
export const allOptimizers = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(optimizers).filter(([name]) => isOptimizerName(name)));

/** Those with a default rate that suits tables. */
export const trainable = { sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw };

/** The rate that was asked for, or else one that suits tables; undefined where the optimizer's own does. */
export const rateOf = (name: string, rate: number | undefined): number | undefined =>
  rate ?? (name.startsWith("adam") ? 0.01 : undefined);

/** @param ours - which of our own may be named */
export async function optimizerOf(
  name: string,
  rate: number | undefined,
  ours: Readonly<Record<string, unknown>> = trainable,
): Promise<Optimizer> {
  const make = await pick<(options: { rate?: number }) => Optimizer>("--optimizer", ours, name);
  const chosen = rateOf(name, rate);
  return make(chosen === undefined ? {} : { rate: chosen });
}

/** `16:tanh,8` as layers; without a name the activation is `usual`. */
export async function hiddenLayers(text: string, usual: string): Promise<Layer[]> {
  if (text.trim() === "") return [];
  return Promise.all(
    text.split(",").map(async (part) => {
      const [, units, name] = /^\s*([1-9]\d*)(?::(.+?))?\s*$/.exec(part) ?? [];
      if (units === undefined) {
        throw usage(
          `--hidden: expected layers such as 16:tanh,8:relu, received ${part}. Units come first, then the activation.`,
        );
      }
      return dense(Number(units), await (name ? activationOf("--hidden", name) : activationOf("--activation", usual)));
    }),
  );
}

async function pick<T>(flag: string, ours: Readonly<Record<string, unknown>>, name: string): Promise<T> {
  if (Object.hasOwn(ours, name)) return ours[name] as T;
  const [, from, part] = /^npm:(.+)#(.+)$/.exec(name) ?? [];
  if (from === undefined || part === undefined) {
    const all = Object.keys(ours).join(", ");
    throw usage(`${flag}: expected one of ${all}, or npm:package#export, received ${name}.`);
  }
  const found = await importInstalled(flag, from);
  if (typeof found[part] === "function") return found[part] as T;
  const exported = Object.keys(found).join(", ") || "nothing";
  throw usage(`${flag}: expected a function that ${from} exports, received ${part}. It exports ${exported}.`);
}

/** A package as it is installed where the command runs. */
async function importInstalled(flag: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  let path: string;
  try {
    path = createRequire(join(process.cwd(), "package.json")).resolve(name);
  } catch {
    throw usage(`${flag}: expected a package that is installed here, received ${name}. Run npm install ${name}.`);
  }
  return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
}
