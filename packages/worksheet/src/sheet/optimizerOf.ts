import * as optimizers from "@chainrule/optimizers";
import { type Optimizer, randomKey, tensor, type Tensor, treeLeaves } from "@chainrule/tensor";
import { SheetError } from "./error.ts";

type Options = Readonly<Record<string, unknown>>;
type Make = (options: Options) => Optimizer;

/**
 * An optimizer of the library by its name.
 *
 * @param rate - the learning rate of the sheet, for an optimizer that has one and gets none among its options
 * @throws SheetError for a name that is none of an optimizer, and for an option that it does not have; ValueError for
 *   options that it refuses
 */
export function optimizerOf(name: string, options: Options, rate?: number): Optimizer {
  const table: Readonly<Record<string, unknown>> = optimizers;
  const make = (Object.hasOwn(table, name) ? table[name] : undefined) as Make;
  if (typeof make !== "function" || !descends(make)) {
    if (typeof make === "function" && isSolver(attempt(() => make({})))) {
      throw new SheetError(`readSheet: expected an optimizer, received ${name}: ${whySolversAreNot}`);
    }
    throw new SheetError(
      `readSheet: expected an optimizer of the library, received ${name}. Write sgd, momentum, nesterov, rmsprop, ` +
        "adagrad, adam, adamw or another of its names.",
    );
  }
  const unknown = Object.keys(options).find((option) => !has(make, option));
  if (unknown !== undefined) {
    throw new SheetError(
      `readSheet: expected network.optimizer to have options of ${name}, received ${unknown}. ` +
        "Look up how the option is called, or leave it out.",
    );
  }
  return make(rate === undefined || !has(make, "rate") ? options : { rate, ...options });
}

/** A solver has a step that no formula says. */
export const isSolver = (optimizer: unknown): boolean =>
  typeof optimizer === "object" && optimizer !== null && "solve" in optimizer;

export const whySolversAreNot =
  "a solver tries how far to go by evaluating the loss again and again, so that its step has no formula to write down. " +
  "Take an optimizer whose step follows from the gradient, such as sgd, momentum or adam; up to the gradients all is alike.";

/** The options that an optimizer of the library has too, to compare it with another. */
export function sharedOptions(name: string, options: Options): Options {
  const make = (optimizers as unknown as Readonly<Record<string, Make>>)[name]!;
  return Object.fromEntries(Object.entries(options).filter(([option]) => has(make, option)));
}

const one = (): Tensor => tensor([1], { dtype: "float64" });

/** Whether it goes down a slope: clipping and the like only change gradients, schedules only rates. */
const descends = (make: Make): boolean =>
  attempt(() => {
    const optimizer = make({});
    let [w, state] = [one(), optimizer.init({ w: one() })];
    // The first step of some only looks around.
    for (const step of [1, 2]) {
      const context = {
        parameters: { w },
        step: tensor(step, { dtype: "float64" }),
        loss: one().sum(),
        key: randomKey(0),
      };
      const [updates, next] = optimizer.update({ w: one() }, state, context);
      [w, state] = [w.add(updates.w!), next];
    }
    return w.item() < 1;
  }) ?? false;

/** What has such an option refuses one that is no number and no word; a switch decides on what is remembered. */
const has = (make: Make, option: string): boolean =>
  attempt(() => make({ [option]: NaN })) === undefined ||
  memories(make({ [option]: true })) !== memories(make({ [option]: false }));

const memories = (optimizer: Optimizer): number => treeLeaves(optimizer.init({ w: one() })).length;

/** Undefined where it throws: a range, or the TypeError of a function that takes something else. */
function attempt<T>(f: () => T): T | undefined {
  try {
    return f();
  } catch {
    return undefined;
  }
}
