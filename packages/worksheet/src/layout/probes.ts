import { type Tensor, tensor } from "@chainrule/tensor";
import { named } from "./loss.ts";
import type { Problem } from "./problem.ts";
import { activationOnly, type Results, type ShiftedRow, tail } from "./tail.ts";

/** How to change one number of a table, and where to see what that does. */
export interface Probe {
  readonly f: (rows: readonly ShiftedRow[]) => Results;
  readonly rowsOf: (cell: readonly number[]) => Shift;
  /** What the regularizer adds at the middle, above and below. */
  readonly regularized?: (cell: readonly number[], h: number) => readonly [number, number, number];
}

interface Shift {
  readonly examples: readonly number[];
  readonly shift: (row: Float64Array, example: number, by: number) => void;
  readonly h: number;
  readonly scale: number;
  readonly output: number;
}

/** The cube root of the rounding: there the error of the difference and that of its terms are about the same. */
const stepOf = (x: number): number => 2 ** -17 * Math.max(1, Math.abs(x));

/** What to change for a table of derivatives; undefined for a quantity that is none. */
export function probesOf(problem: Problem, values: ReadonlyMap<string, Tensor>, quantity: string): Probe | undefined {
  const [, family, number] = /^(dL_da|da_dz|delta|dW|db|dx)(\d*)$/.exec(quantity) ?? [];
  const layer = Number(number);
  if (family === "dW") return weightProbe(problem, values, layer);
  if (family === "db") return biasProbe(problem, values, layer);
  if (family === "da_dz") return slopeProbe(problem, values, layer);
  if (family === "dx") return rowProbe(values.get("x")!, tail(problem, values, { layer: 0, at: "a" }));
  if (family === "dL_da") return rowProbe(values.get(`a${layer}`)!, tail(problem, values, { layer, at: "a" }));
  return family === "delta" ? rowProbe(values.get(`z${layer}`)!, tail(problem, values, { layer, at: "z" })) : undefined;
}

function rowProbe({ data, shape }: Tensor, f: Probe["f"]): Probe {
  return {
    f,
    rowsOf: ([example, column]) => ({
      examples: [example!],
      shift: (row, _, by) => (row[column!]! += by),
      h: stepOf(data![example! * shape[1]! + column!]!),
      scale: 1,
      output: 0,
    }),
  };
}

/** The derivative of one output by one input of the activation. */
function slopeProbe(problem: Problem, values: ReadonlyMap<string, Tensor>, layer: number): Probe {
  const z = values.get(`z${layer}`)!;
  const probe = rowProbe(z, activationOnly(problem, values, layer));
  return { f: probe.f, rowsOf: ([example, out, into = out!]) => ({ ...probe.rowsOf([example!, into]), output: out! }) };
}

const batchOf = ({ input, batch }: Problem): { examples: number[]; scale: number } => {
  const examples = Array.from({ length: input.shape[0]! }, (_, i) => i);
  return { examples, scale: batch === "mean" ? 1 / examples.length : 1 };
};

/** A weight that grows by h adds h times what comes in to one pre-activation of every example. */
function weightProbe(problem: Problem, values: ReadonlyMap<string, Tensor>, layer: number): Probe {
  const before = values.get(layer === 1 ? "x" : `a${layer - 1}`)!;
  const weights = values.get(`W${layer}`)!;
  const width = before.shape[1]!;
  return {
    f: tail(problem, values, { layer, at: "z" }),
    rowsOf: ([r, c]) => ({
      ...batchOf(problem),
      shift: (row, example, by) => (row[c!]! += by * before.data![example * width + r!]!),
      h: stepOf(weights.data![r! * weights.shape[1]! + c!]!),
      output: 0,
    }),
    ...(problem.regularizer && { regularized: penaltyAround(problem, layer) }),
  };
}

function biasProbe(problem: Problem, values: ReadonlyMap<string, Tensor>, layer: number): Probe {
  const biases = values.get(`b${layer}`)!;
  return {
    f: tail(problem, values, { layer, at: "z" }),
    rowsOf: ([c]) => ({
      ...batchOf(problem),
      shift: (row, _, by) => (row[c!]! += by),
      h: stepOf(biases.data![c!]!),
      output: 0,
    }),
  };
}

function penaltyAround({ layers, regularizer }: Problem, layer: number): NonNullable<Probe["regularized"]> {
  const all = layers.map(({ weights }) => weights);
  return ([r, c], h) => {
    const at = (by: number): number => {
      const moved = all[layer - 1]!.toTypedArray() as Float64Array;
      moved[r! * all[layer - 1]!.shape[1]! + c!]! += by;
      return regularizer!(named(layers, all.with(layer - 1, tensor(moved, { shape: all[layer - 1]!.shape })))).item();
    };
    return [at(0), at(h), at(-h)];
  };
}
