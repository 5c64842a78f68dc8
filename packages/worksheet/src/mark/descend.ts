import { isTensor, type Optimizer, randomKey, type StateTree, tensor, type Tensor } from "@chainrule/tensor";
import { optimizerOf } from "../sheet/optimizerOf.ts";
import type { SheetNet } from "../sheet/types.ts";

/** Which of an optimizer's memories a sheet calls m and which v; one that has a single memory may call it either. */
const slotNames = { m: ["mean", "velocity"], v: ["square", "sum", "velocity"] } as const;

type Slot = keyof typeof slotNames;

interface Start {
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

/** One step of the sheet's optimizer on some numbers, each on its own. */
export function descend(net: SheetNet, { after, ...start }: Start): End {
  const plain = step(net, start);
  if (!after) return plain;
  // Each memory is a·before + b: two steps tell a and b, and with them what has to be before to find `after`.
  const at = (value: number): End => step(net, { ...start, m: start.m.map(() => value), v: start.v.map(() => value) });
  const [none, one] = [at(0), at(1)];
  const needed = (slot: Slot): Float64Array =>
    after[slot]?.map((wanted, i) => (wanted - none[slot][i]!) / (one[slot][i]! - none[slot][i]!)) ?? start[slot];
  return step(net, { ...start, m: needed("m"), v: needed("v") });
}

/** The memories that the optimizer keeps. */
export function memoryOf(net: SheetNet): Slot[] {
  const names = leaves(optimizerFor(net).init({ w: numbers(Float64Array.of(0)) })).map(([name]) => name);
  const kept = (["m", "v"] as const).filter((slot) => slotNames[slot].some((name) => names.includes(name)));
  return names.includes("velocity") ? kept.slice(0, 1) : kept;
}

/** What a memory holds before the first step. */
export function initialMemory(net: SheetNet, slot: Slot): number {
  const found = leaves(optimizerFor(net).init({ w: numbers(Float64Array.of(0)) })).find(([name]) =>
    (slotNames[slot] as readonly string[]).includes(name),
  );
  return found ? data(found[1])[0]! : 0;
}

function step(net: SheetNet, { parameter, gradient, m, v }: Omit<Start, "after">): End {
  const optimizer = optimizerFor(net);
  const w = numbers(parameter ?? gradient.map(() => 0));
  const memory = { m: numbers(m), v: numbers(v) };
  const fill = (name: string, leaf: Tensor): Tensor =>
    (slotNames.v as readonly string[]).includes(name) && name !== "velocity"
      ? memory.v
      : (slotNames.m as readonly string[]).includes(name)
        ? name === "velocity"
          ? nonZero(memory)
          : memory.m
        : leaf;
  const state = mapLeaves(optimizer.init({ w }), fill);
  const context = {
    parameters: { w },
    step: tensor(net.stepsBefore + 1, { dtype: "float64" }),
    loss: tensor(0, { dtype: "float64" }),
    key: randomKey(0),
  };
  const [updates, next] = optimizer.update({ w: numbers(gradient) }, state, context);
  const found = new Map(leaves(next));
  const read = (slot: Slot): Float64Array =>
    data(slotNames[slot].map((name) => found.get(name)).find((leaf) => leaf !== undefined) ?? memory[slot]);
  return { parameter: data(w.add(updates.w!)), m: read("m"), v: read("v") };
}

/** A velocity is given as m or as v. */
const nonZero = ({ m, v }: Readonly<Record<Slot, Tensor>>): Tensor => (data(m).some((value) => value !== 0) ? m : v);

const numbers = (values: Float64Array): Tensor => tensor(values, { shape: [values.length] });
const data = (x: Tensor): Float64Array => x.toTypedArray() as Float64Array;

function leaves(tree: StateTree, name = ""): [name: string, leaf: Tensor][] {
  if (isTensor(tree)) return [[name, tree]];
  return Object.entries(tree).flatMap(([key, branch]) =>
    leaves(branch, isTensor(branch) && !slotLike(key) ? name || key : key),
  );
}

const slotLike = (key: string): boolean =>
  Object.values(slotNames)
    .flat()
    .some((name) => name === key);

function mapLeaves(tree: StateTree, f: (name: string, leaf: Tensor) => Tensor, name = ""): StateTree {
  if (isTensor(tree)) return f(name, tree);
  return Object.fromEntries(
    Object.entries(tree).map(([key, branch]) => [key, mapLeaves(branch, f, slotLike(key) ? key : name || key)]),
  );
}

const optimizerFor = ({ optimizer: { name, options }, rate }: SheetNet): Optimizer =>
  optimizerOf(name, { rate, ...options });
