import * as activations from "@chainrule/activations";
import { dense, type Layer } from "@chainrule/network";
import * as optimizers from "@chainrule/optimizers";
import type { Activation, Optimizer } from "@chainrule/tensor";
import { InvalidArgumentError } from "commander";
import { usage } from "./failure.ts";

/** A whole number of at least 0. */
export function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`Expected a whole number, received ${text}.`);
  return Number(text);
}

export function decimal(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new InvalidArgumentError(`Expected a number, received ${text}.`);
  return value;
}

/** `3` or `3,5,8`: rows counted from 1. */
export function rowNumbers(text: string): number[] {
  const rows = text.split(",").map(whole);
  if (rows.includes(0)) throw new InvalidArgumentError("Expected rows counted from 1, received 0.");
  return rows;
}

/** `2-3-2` */
export const sizes = (text: string): number[] => text.split("-").map(whole);

/** `relu,softmax` */
export const names = (text: string): string[] => text.split(",").map((name) => name.trim());

/** `16:tanh,8` as layers; without a name the activation is relu. */
export function hiddenLayers(text: string): Layer[] {
  if (text.trim() === "") return [];
  return text.split(",").map((part) => {
    const [units = "", name = "relu"] = part.trim().split(":");
    if (!/^[1-9]\d*$/.test(units)) {
      throw usage(
        `--hidden: expected layers such as 16:tanh,8:relu, received ${part}. Units come first, then the activation.`,
      );
    }
    return dense(Number(units), pick<Activation>("--hidden", activations, name));
  });
}

export function optimizerOf(name: string, rate: number | undefined): Optimizer {
  const make = pick<(options: { rate?: number }) => Optimizer>("--optimizer", trainable, name);
  const chosen = rate ?? (name.startsWith("adam") ? 0.01 : undefined);
  return make(chosen === undefined ? {} : { rate: chosen });
}

const { sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw } = optimizers;
const trainable = { sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw };

/** A function by its name. */
function pick<T>(flag: string, all: Readonly<Record<string, unknown>>, name: string): T {
  if (Object.hasOwn(all, name)) return all[name] as T;
  throw usage(`${flag}: expected one of ${Object.keys(all).join(", ")}, received ${name}.`);
}
