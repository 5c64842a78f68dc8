import { replay, traceStable } from "@chainrule/compiler";
import { fullLike, randomKey, tensor, type Tensor, treeFrom, treeLeaves, zeros } from "@chainrule/tensor";
import { optimizerOf } from "../sheet/optimizerOf.ts";
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
  const { step, toward, hasVelocity } = planOf(net, shape);
  const start = [parameter ?? gradient.map(() => 0), gradient, hasVelocity && m.every((x) => x === 0) ? v : m, v];
  const [next, nextM, nextV] = after ? toward([...start, after.m ?? m, after.v ?? v]) : step(start);
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
  /** From w, g, m, v, and m and v after the step. */
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
  const optimizer = optimizerOf(name, options, rate);
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
  const toward = (...[w, g, m, v, afterM, afterV]: Tensor[]): Tensor[] => {
    // Each memory is a·before + b: two steps tell a and b, and with them what has to be before to find the one after.
    const [none, one] = [0, 1].map((value) => step(w!, g!, fullLike(m!, value), fullLike(v!, value)));
    const needed = (slot: Slot, i: 1 | 2, before: Tensor, after: Tensor): Tensor =>
      at[slot] < 0 ? before : after.sub(none![i]!).div(one![i]!.sub(none![i]!));
    return step(w!, g!, needed("m", 1, m!, afterM!), needed("v", 2, v!, afterV!));
  };
  return {
    slots: (["m", "v"] as const).filter((slot) => at[slot] >= 0),
    hasVelocity,
    initial: { m: firstOf(leaves[at.m]?.[1]), v: firstOf(leaves[at.v]?.[1]) },
    step: traced(step, shape, 4),
    toward: traced(toward, shape, 6),
  };
}

/** The number that a memory is filled with. */
const firstOf = (leaf: Tensor | undefined): number => leaf?.data?.[0] ?? 0;

/** A function of some tables, traced when it is first used. */
function traced(f: (...tables: Tensor[]) => Tensor[], shape: readonly number[], count: number): Run {
  let run: ((inputs: readonly Tensor[]) => Tensor[]) | undefined;
  return (inputs) => {
    run ??= replay(
      traceStable(
        f,
        Array.from({ length: count }, () => ({ shape, dtype: "float64" as const })),
      ),
    );
    return run(inputs.map((numbers) => tensor(numbers, { shape }))).map((x) => x.toTypedArray() as Float64Array);
  };
}
