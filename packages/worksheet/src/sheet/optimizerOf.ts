import * as optimizers from "@chainrule/optimizers";
import type { Optimizer } from "@chainrule/tensor";
import { SheetError } from "./error.ts";

/**
 * An optimizer of the library by its name.
 *
 * @throws SheetError for a name that is none of an optimizer, ValueError for options that it refuses
 */
export function optimizerOf(name: string, options: Readonly<Record<string, unknown>>): Optimizer {
  const table: Readonly<Record<string, unknown>> = optimizers;
  const make = Object.hasOwn(table, name) ? table[name] : undefined;
  const made = typeof make === "function" ? (make as (given: object) => unknown)(options) : undefined;
  if (isOptimizer(made)) return made;
  throw new SheetError(
    `readSheet: expected an optimizer of the library, received ${name}. Write sgd, momentum, nesterov, rmsprop, ` +
      "adagrad, adam, adamw or another of its names.",
  );
}

const isOptimizer = (made: unknown): made is Optimizer =>
  typeof made === "object" && made !== null && "init" in made && "update" in made;
