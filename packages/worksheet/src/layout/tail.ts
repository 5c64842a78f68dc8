import { replay, stabilize, trace } from "@chainrule/compiler";
import { type Spec, type Tensor, tensor } from "@chainrule/tensor";
import type { Problem } from "./problem.ts";

/** A row to run through the rest of the net: an example's, changed. */
export interface ShiftedRow {
  readonly example: number;
  readonly shift: (row: Float64Array) => void;
}

/** Results by row; `output` where there is more than one to a row. */
export type Results = (row: number, output: number) => number;

/** Where the rest of the net begins: before or after the activation of a layer; the inputs are a0. */
export interface Begin {
  readonly layer: number;
  readonly at: "z" | "a";
}

/** From there to the loss of each row. */
export function tail(
  problem: Problem,
  values: ReadonlyMap<string, Tensor>,
  { layer, at }: Begin,
): (rows: readonly ShiftedRow[]) => Results {
  const { layers, target } = problem;
  const masks = layers.flatMap(({ mask }, i) =>
    mask && (i + 1 > layer || (at === "z" && i + 1 === layer)) ? [{ layer: i + 1, mask }] : [],
  );
  const start = values.get(layer === 0 ? "x" : `${at}${layer}`)!;
  const open = ({ shape, dtype }: Spec): Spec => ({ shape: [-1, ...shape.slice(1)], dtype });
  const graph = trace(
    (begin, y, ...factors) => {
      let current = begin;
      for (let i = layer; i <= layers.length; i++) {
        const paper = layers[i - 1];
        if (paper && i === layer && at === "a") continue;
        if (!paper) continue;
        if (i > layer) current = paper.preactivation(current, ...paper.parameters.map(({ value }) => value));
        current = paper.activation(current);
        const place = masks.findIndex((mask) => mask.layer === i);
        if (place >= 0) current = current.mul(factors[place]!);
      }
      return [problem.perExample(current, y)];
    },
    [open(start), open(target), ...masks.map(({ mask }) => open(mask))],
  );
  const run = replay({ inputs: graph.inputs, outputs: stabilize(graph.outputs) });
  const losses = (rows: readonly ShiftedRow[]): ArrayLike<number> => {
    const examples = rows.map(({ example }) => example);
    const given = [shifted(start, rows), taken(target, examples), ...masks.map(({ mask }) => taken(mask, examples))];
    return run(given)[0]!.data!;
  };
  const together = takesBatch(problem, layer) ? problem.input.shape[0]! : undefined;
  return (rows) => {
    const batches = together
      ? Array.from({ length: rows.length / together }, (_, i) => losses(rows.slice(i * together, (i + 1) * together)))
      : [losses(rows)];
    return (row) => (together ? batches[Math.floor(row / together)]![row % together]! : batches[0]![row]!);
  };
}

/** Whether something after a layer takes the examples of the batch together, so that rows come as whole batches. */
export const takesBatch = ({ layers }: Problem, layer: number): boolean =>
  layers.slice(layer).some(({ ofWholeBatch }) => ofWholeBatch);

/** The activation alone. */
export function activationOnly(
  { layers }: Problem,
  values: ReadonlyMap<string, Tensor>,
  layer: number,
): (rows: readonly ShiftedRow[]) => Results {
  const { activation, mask } = layers[layer - 1]!;
  const z = values.get(`z${layer}`)!;
  const width = z.shape[1]!;
  const run = replay(trace((x) => [activation(x)], [{ shape: [-1, width], dtype: "float64" }]));
  return (rows) => {
    const { data } = run([shifted(z, rows)])[0]!;
    return (row, output) =>
      data![row * width + output]! * (mask ? mask.data![rows[row]!.example * width + output]! : 1);
  };
}

function shifted({ shape, data }: Tensor, rows: readonly ShiftedRow[]): Tensor {
  const width = shape[1]!;
  const all = new Float64Array(rows.length * width);
  rows.forEach(({ example, shift }, i) => {
    const row = all.subarray(i * width, (i + 1) * width);
    row.set(data!.subarray(example * width, (example + 1) * width));
    shift(row);
  });
  return tensor(all, { shape: [rows.length, width] });
}

/** Rows of a table, in any order. */
export function taken({ shape, data, dtype }: Tensor, rows: readonly number[]): Tensor {
  const size = shape.slice(1).reduce((product, length) => product * length, 1);
  const all = rows.flatMap((row) => Array.from(data!.subarray(row * size, (row + 1) * size)));
  return tensor(dtype === "int32" ? Int32Array.from(all) : Float64Array.from(all), {
    dtype,
    shape: [rows.length, ...shape.slice(1)],
  });
}
