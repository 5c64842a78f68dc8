import { type Solver, tensor, type Tensor, treeFrom } from "@chainrule/tensor";
import type { Problem } from "../layout/problem.ts";
import { problemOfSheet } from "../layout/problemOfSheet.ts";
import { lengthAlong, type Solution, solution } from "../layout/solution.ts";
import { lossAt } from "../layout/trained.ts";
import { isSolver, optimizerOf } from "../sheet/optimizerOf.ts";
import type { SheetNet } from "../sheet/types.ts";
import { add, type Box, liftRows, middle, multiply, point, rearrange, sumRows } from "./box.ts";
import type { Calculation, Makers } from "./calculation.ts";
import type { Chain } from "./chain.ts";

const own: ReadonlySet<string> = new Set(["g", "d", "slope", "step", "d_W", "d_b"]);

/** Whether a quantity of that kind is one of solvers alone. */
export const isOfSolver = (family: string): boolean => own.has(family);

/** What goes along a line with a net's numbers, and what it did; undefined where its optimizer is none such. */
interface Solved {
  readonly problem: Problem;
  readonly solver: Solver;
  /** Worked out when it is asked for. */
  readonly solution: () => Solution;
}

const found = new WeakMap<SheetNet, Solved | undefined>();

export function solvedOf(net: SheetNet): Solved | undefined {
  if (!found.has(net)) found.set(net, solve(net));
  return found.get(net);
}

function solve(net: SheetNet): Solved | undefined {
  const { name, options } = net.optimizer;
  // Plain descent most of the time.
  const solver = name === "sgd" ? undefined : optimizerOf(name, options, net.rate);
  if (!isSolver(solver) || !solver.direction) return undefined;
  const problem = problemOfSheet({ title: "", id: "", net });
  let known: Solution | undefined;
  return { problem, solver, solution: () => (known ??= solution(problem, solver)) };
}

/** What a solver goes by: the gradients in one row, the direction, how far. */
export const along: Makers = {
  g: (chain) => {
    const operands = Object.fromEntries(
      partsOf(chain.net).map(({ symbol, family, layer }) => [`d${symbol}`, chain.of(family, layer)]),
    );
    const sources = Object.fromEntries(Object.keys(operands).map((name) => [name, name]));
    return { operands, sources, compute: (o) => joined(Object.keys(operands).map((name) => o[name]!)) };
  },
  d: (chain) => ({
    operands: { g: chain.of("g") },
    sources: { g: "g" },
    compute: ({ g }) => directionOf(chain.net, g!),
  }),
  slope: (chain) => ({
    operands: { g: chain.of("g"), d: chain.of("d") },
    sources: { g: "g", d: "d" },
    compute: ({ g, d }) => {
      const products = multiply(g!, d!);
      return sumRows(rearrange(products, [products.low.length, 1], (i) => i));
    },
    terms: ({ g }) =>
      Array.from(g!.low, (_, index) => ({
        scale: 1,
        factors: [
          { role: "g", index },
          { role: "d", index },
        ],
      })),
  }),
  step: (chain) => ({ operands: {}, compute: () => point([1, 1], Float64Array.of(lengthOf(chain.net))) }),
  d_W: (chain, layer) => part(chain, "W", layer),
  d_b: (chain, layer) => part(chain, "b", layer),
};

/** The new weights: so far along their part of the direction. */
export function movedAlong(chain: Chain, kind: "W" | "b", layer: number): Calculation {
  return {
    operands: {
      parameter: chain.of(kind, layer),
      step: chain.of("step"),
      direction: chain.of(kind === "W" ? "d_W" : "d_b", layer),
    },
    sources: { parameter: `${kind}${layer}`, step: "step", direction: `d_${kind}${layer}` },
    compute: ({ parameter, step, direction }) =>
      add(
        parameter!,
        multiply(
          direction!,
          rearrange(step!, direction!.shape, () => 0),
        ),
      ),
    terms: (_, index) => [
      { scale: 1, factors: [{ role: "parameter", index }] },
      {
        scale: 1,
        factors: [
          { role: "step", index: 0 },
          { role: "direction", index },
        ],
      },
    ],
  };
}

interface Part {
  readonly symbol: string;
  readonly family: "dW" | "db";
  readonly layer: number;
  readonly shape: readonly number[];
  /** Where it begins in the row. */
  readonly from: number;
}

/** What is trained, in the order of the row. */
function partsOf({ sizes, updateBiases }: SheetNet): Part[] {
  let from = 0;
  return sizes.slice(1).flatMap((width, i): Part[] => {
    const layer = i + 1;
    const weights: Part = { symbol: `W${layer}`, family: "dW", layer, shape: [sizes[i]!, width], from };
    from += sizes[i]! * width;
    if (!updateBiases) return [weights];
    const biases: Part = { symbol: `b${layer}`, family: "db", layer, shape: [1, width], from };
    from += width;
    return [weights, biases];
  });
}

function joined(boxes: readonly Box[]): Box {
  const all = (pick: (box: Box) => Float64Array): Float64Array =>
    Float64Array.from(boxes.flatMap((box) => [...pick(box)]));
  const low = all((box) => box.low);
  const high = boxes.every((box) => box.low === box.high) ? low : all((box) => box.high);
  return { shape: [1, low.length], low, high };
}

function part(chain: Chain, kind: "W" | "b", layer: number): Calculation {
  const { shape, from } = partsOf(chain.net).find(({ symbol }) => symbol === `${kind}${layer}`)!;
  return {
    operands: { d: chain.of("d") },
    sources: { d: "d" },
    compute: ({ d }) => rearrange(d!, shape, (i) => from + i),
  };
}

function directionOf(net: SheetNet, g: Box): Box {
  const { solver, solution } = solvedOf(net)!;
  const direct = directionFrom(solver, solution());
  return liftRows(g, g.shape, (numbers) => direct(tensor(numbers)).toTypedArray() as Float64Array);
}

function directionFrom(solver: Solver, { initial, memory }: Solution): (gradient: Tensor) => Tensor {
  const state = treeFrom(
    initial,
    memory.map(({ value }) => value),
  );
  return (gradient) => solver.direction!(gradient, state);
}

/** How far the line search goes from the right gradients. */
function lengthOf(net: SheetNet): number {
  const { solver, solution } = solvedOf(net)!;
  const { gradient, changeTo, end } = solution();
  return lengthAlong(directionFrom(solver, solution())(gradient), changeTo(end));
}

/** Whether the loss falls when one goes so far along the learner's direction: more no rule says of a step. */
export function falls(chain: Chain, length: number): boolean {
  const { problem, solution } = solvedOf(chain.net)!;
  const { trained } = solution();
  const evaluate = lossAt(problem, trained);
  const lossOf = (by: number): number => {
    const moved = trained.map(({ symbol, value, name }): [string, Tensor] => {
      const direction = tensor(middle(chain.value(`d_${symbol}`)), { shape: value.shape });
      return [name, value.add(direction.mul(by))];
    });
    return evaluate(Object.fromEntries(moved))[0].item();
  };
  return lossOf(length) < lossOf(0);
}
