import { sizeOf, Tensor } from "@chainrule/tensor";
import { gradients, type Graph, simplify, stabilize } from "../src/index.ts";
import type { Case } from "./compare.ts";
import { Dice, randomGraph, randomInputs, type Terms } from "./randomGraph.ts";

/** Lengths at and around those of vectors and tiles. */
const lengths = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 16, 17, 25];
const rowCounts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 17, 35];

/** Numbers that a loop written in a hurry gets wrong. */
const odd = [0, -0, Infinity, -Infinity, NaN, 1e30, -1e30, 1e-40, 2 ** 31, -1];

/** A graph with its slopes, some of its expressions, a mode, and inputs of several numbers of rows. */
export function randomCase(seed: number): Case {
  const dice = new Dice(1e6 + seed);
  const one = <T>(list: readonly T[]): T => list[dice.below(list.length)]!;
  const mode = one(["exact", "exact", "fused"] as const);
  const sloped = one([true, false]);
  const rough = mode === "exact" ? "values" : sloped ? "nothing" : "slopes";
  const terms: Terms = {
    n: one(lengths),
    m: one([1, ...lengths]),
    dtype: new Dice(2e6 + seed).below(3) === 0 ? "float64" : "float32",
    rough,
    combined: true,
    length: one([2, 4, 6, 10]),
  };
  const graph = randomGraph(seed, terms);
  const [total] = graph.outputs;
  const slopes = sloped ? gradients(total!, graph.inputs) : [];
  const some = graph.outputs.filter((_, i) => i === 0 || dice.below(3) === 0);
  const outputs = [...some, ...slopes];
  // As a training does, or as it stands: rewritten, a graph has other expressions.
  const rewritten = one([true, false]) ? simplify(stabilize(outputs)) : outputs;
  const runs = [one(rowCounts), one(rowCounts), one(rowCounts)].map((rows, i) =>
    randomInputs(3 * seed + i, rows, terms, one([1.5, 0.1, 20])),
  );
  const strange = mode === "exact" && dice.below(4) === 0;
  return {
    graph: withInputs(graph, rewritten),
    mode,
    runs: strange ? runs.map((run) => run.map((x) => spiced(x, dice))) : runs,
  };
}

const withInputs = ({ inputs }: Graph, outputs: readonly Tensor[]): Graph => ({ inputs, outputs });

/** With an odd number here and there. */
function spiced({ shape, dtype, data }: Tensor, dice: Dice): Tensor {
  const numbers = data!.slice();
  const start = dice.below(7);
  const first = dice.below(odd.length);
  for (let i = start; i < sizeOf(shape); i += 11) numbers[i] = odd[(first + i) % odd.length]!;
  return new Tensor({ shape, dtype }, numbers);
}
