import { replay, trace } from "@chainrule/compiler";
import { sgd } from "@chainrule/optimizers";
import { randomKey, tensor, type Tensor, treeFrom, treeLeaves, zeros } from "@chainrule/tensor";
import { isSolver, optimizerOf } from "../sheet/optimizerOf.ts";
import type { SheetNet } from "../sheet/types.ts";

/** Which of an optimizer's memories a sheet calls m and which v; one that has a single velocity may call it either. */
const slotNames = { m: ["mean", "velocity"], v: ["square", "sum"] } as const;

type Slot = keyof typeof slotNames;

interface Start {
  /** Of the table of weights or biases: some optimizers take it as a whole. */
  readonly shape: readonly number[];
  readonly parameter?: Float64Array;
  readonly gradient: Float64Array;
  readonly m: Float64Array;
  readonly v: Float64Array;
  /** The memory to find after the step, in place of the one that follows. */
  readonly after?: { readonly m: Float64Array | undefined; readonly v: Float64Array | undefined };
}

interface End {
  readonly parameter: Float64Array;
  readonly m: Float64Array;
  readonly v: Float64Array;
}

/** One step of the sheet's optimizer on a table of numbers. */
export function descend(net: SheetNet, { shape, parameter, gradient, m, v, after }: Start): End {
  const { slots, step, toward, hasVelocity } = planOf(net, shape);
  const start = [parameter ?? gradient.map(() => 0), gradient, hasVelocity && m.every((x) => x === 0) ? v : m, v];
  const found = slots.map((slot) => after?.[slot] ?? { m, v }[slot]);
  const [next, nextM, nextV] = after ? toward([...start, ...found]) : step(start);
  return { parameter: next!, m: nextM!, v: nextV! };
}

/** The memories that the optimizer keeps. */
export const memoryOf = (net: SheetNet): readonly Slot[] => planOf(net, [1]).slots;

/** What a memory holds before the first step. */
export const initialMemory = (net: SheetNet, slot: Slot): number => planOf(net, [1]).initial[slot];

type Run = (inputs: readonly Float64Array[]) => Float64Array[];

/** An optimizer, traced: a marker tries the same step on many numbers. */
interface Plan {
  readonly slots: readonly Slot[];
  readonly hasVelocity: boolean;
  readonly initial: Readonly<Record<Slot, number>>;
  /** From w, g, m, v to w, m, v. */
  readonly step: Run;
  /** From w, g, m, v, and the memories after the step. */
  readonly toward: Run;
}

// Filled as they are used.
const plans = new Map<string, Plan>();

function planOf(net: SheetNet, shape: readonly number[]): Plan {
  const key = JSON.stringify([net.optimizer, net.rate, net.stepsBefore, shape]);
  const plan = plans.get(key) ?? makePlan(net, shape);
  plans.set(key, plan);
  return plan;
}

function makePlan({ optimizer: { name, options }, rate, stepsBefore }: SheetNet, shape: readonly number[]): Plan {
  const made = optimizerOf(name, options, rate);
  // Who takes a solver for plain descent.
  const optimizer = isSolver(made) ? sgd({ rate }) : made;
  const initial = optimizer.init({ w: zeros(shape, { dtype: "float64" }) });
  const leaves = treeLeaves(initial);
  const kindOf = ([path]: (typeof leaves)[number]): string => path.at(-1)!;
  const placeOf = (slot: Slot): number =>
    leaves.findIndex((leaf) => (slotNames[slot] as readonly string[]).includes(kindOf(leaf)));
  const at = { m: placeOf("m"), v: placeOf("v") };
  const hasVelocity = at.m >= 0 && kindOf(leaves[at.m]!) === "velocity";
  const context = {
    step: tensor(stepsBefore + 1, { dtype: "float64" }),
    loss: tensor(0, { dtype: "float64" }),
    key: randomKey(0),
  };

  const step = (w: Tensor, g: Tensor, m: Tensor, v: Tensor): Tensor[] => {
    const filled = leaves.map(([, leaf], i) => (i === at.m ? m : i === at.v ? v : leaf));
    const [updates, next] = optimizer.update({ w: g }, treeFrom(initial, filled), { ...context, parameters: { w } });
    const after = treeLeaves(next).map(([, leaf]) => leaf);
    const nextM = after[at.m] ?? m;
    return [w.add(updates.w!), nextM, after[at.v] ?? (hasVelocity ? nextM : v)];
  };
  const slots = (["m", "v"] as const).filter((slot) => at[slot] >= 0);
  return {
    slots,
    hasVelocity,
    initial: { m: firstOf(leaves[at.m]?.[1]), v: firstOf(leaves[at.v]?.[1]) },
    step: traced(step, shape, []),
    // What the step makes of a memory is put in as it is: reckoned back and forth, a mean of squares near 0 has no
    // digits.
    toward: traced(
      step,
      shape,
      slots.map((slot) => (slot === "m" ? 1 : 2)),
    ),
  };
}

/** The number that a memory is filled with. */
const firstOf = (leaf: Tensor | undefined): number => leaf?.data?.[0] ?? 0;

/** A function of w, g, m, v, traced when it is first used; some of its results may be given too. */
function traced(
  f: (...tables: [Tensor, Tensor, Tensor, Tensor]) => Tensor[],
  shape: readonly number[],
  given: readonly number[],
): Run {
  let run: ((inputs: readonly Tensor[]) => Tensor[]) | undefined;
  const make = (): typeof run => {
    const specs = Array.from({ length: 4 }, () => ({ shape, dtype: "float64" as const }));
    const { inputs, outputs } = trace(f, specs);
    return replay({ inputs: [...inputs, ...given.map((i) => outputs[i]!)], outputs });
  };
  return (inputs) => {
    run ??= make();
    return run!(inputs.map((numbers) => tensor(numbers, { shape }))).map((x) => x.toTypedArray() as Float64Array);
  };
}
