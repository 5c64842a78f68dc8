import * as optimizers from "@chainrule/optimizers";
import { type Optimizer, ValueError } from "@chainrule/tensor";

const names = ["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"] as const;

/**
 * An optimizer by its name.
 *
 * @throws ValueError for a name that is none of an optimizer, or options that it refuses
 */
export function optimizerOf(name: string, options: Readonly<Record<string, unknown>>): Optimizer {
  const known = names.find((candidate) => candidate === name);
  if (known) return (optimizers[known] as (given: object) => Optimizer)(options);
  throw new ValueError(`layout: expected an optimizer of ${names.join(", ")}, received ${name}. Write one of them.`);
}
