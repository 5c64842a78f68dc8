import * as optimizers from "@chainrule/optimizers";
import { type Optimizer, randomKey, type Solver, tensor, type Tensor, treeLeaves } from "@chainrule/tensor";
import { SheetError } from "./error.ts";

type Options = Readonly<Record<string, unknown>>;
type Make = (options: Options) => Optimizer | Solver;

/**
 * An optimizer or a solver of the library by its name.
 *
 * @param rate - the learning rate of the sheet, for an optimizer that has one and gets none among its options
 * @throws SheetError for a name that is none of an optimizer, and for an option that it does not have; ValueError for
 *   options that it refuses
 */
export function optimizerOf(name: string, options: Options, rate?: number): Optimizer | Solver {
  const make = makerOf(name);
  if (!make) {
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
  // A sheet without a learning rate has 0 there: a solver needs none.
  const hasRate = rate !== undefined && !(rate === 0 && isSolver(attempt(() => make({})))) && has(make, "rate");
  return make(hasRate ? { rate, ...options } : options);
}

/** Whether the library has an optimizer or solver of that name; what changes gradients alone, or rates, is none. */
export const isOptimizerName = (name: string): boolean => makerOf(name) !== undefined;

function makerOf(name: string): Make | undefined {
  const table: Readonly<Record<string, unknown>> = optimizers;
  const make = Object.hasOwn(table, name) ? (table[name] as Make) : undefined;
  return typeof make === "function" && (isSolver(attempt(() => make({}))) || descends(make)) ? make : undefined;
}

/** Whether it tries how far to go by evaluating the loss again. */
export const isSolver = (optimizer: unknown): optimizer is Solver =>
  typeof optimizer === "object" && optimizer !== null && "solve" in optimizer;

/** Whether the length of its steps is for the sheet to say: a solver looks for it, others find it themselves. */
export function needsRate(name: string): boolean {
  const make = (optimizers as unknown as Readonly<Record<string, Make>>)[name]!;
  return !isSolver(attempt(() => make({}))) && has(make, "rate");
}

/** The options that an optimizer of the library has too, to compare it with another. */
export function sharedOptions(name: string, options: Options): Options {
  const make = (optimizers as unknown as Readonly<Record<string, Make>>)[name]!;
  return Object.fromEntries(Object.entries(options).filter(([option]) => has(make, option)));
}

const one = (): Tensor => tensor([1], { dtype: "float64" });

/** Whether it goes down a slope: clipping and the like only change gradients, schedules only rates. */
const descends = (make: Make): boolean =>
  attempt(() => {
    const optimizer = make({}) as Optimizer;
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

/**
 * What has such an option takes it without a value, as if left out, where it refuses other names; it refuses one that
 * is no number and no word, or it is a switch, which decides on what is remembered.
 */
const has = (make: Make, option: string): boolean =>
  attempt(() => make({ [option]: undefined })) !== undefined &&
  (attempt(() => make({ [option]: NaN })) === undefined ||
    memories(make({ [option]: true })) !== memories(make({ [option]: false })));

const memories = (optimizer: Optimizer | Solver): number => treeLeaves(optimizer.init({ w: one() })).length;

/** Undefined where it throws: a range, or the TypeError of a function that takes something else. */
function attempt<T>(f: () => T): T | undefined {
  try {
    return f();
  } catch {
    return undefined;
  }
}
