import { replay, stabilize, trace } from "@chainrule/compiler";
import { type Spec, type Tensor, tensor } from "@chainrule/tensor";
import { examplesOf, parametersOf, reachedFrom } from "./graph.ts";
import { counted } from "./loss.ts";
import { activated, activationsWith, type Given } from "./lossWith.ts";
import type { Problem } from "./problem.ts";

/** A row to run through the rest of the net: an example's, changed. */
export interface ShiftedRow {
  readonly example: number;
  readonly shift: (row: Float64Array) => void;
}

/** Results by row; `output` where there is more than one to a row. */
export type Results = (row: number, output: number) => number;

/** Where the rest of the net begins: before the activation of a layer, or with what it gives; or with an input. */
export type Begin = { readonly z: number } | { readonly symbol: string };

/** The quantity that is changed. */
export const startOf = (begin: Begin): string => ("z" in begin ? `z${begin.z}` : begin.symbol);

/** The quantity whose change comes to other layers. */
const givenBy = (begin: Begin): string => ("z" in begin ? `a${begin.z}` : begin.symbol);

/** From there to the loss of each row, with a share of what layers add to that of the batch. */
export function tail(
  problem: Problem,
  values: ReadonlyMap<string, Tensor>,
  begin: Begin,
): (rows: readonly ShiftedRow[]) => Results {
  const { layers, outputs, activities } = problem;
  const symbol = givenBy(begin);
  const reached = reachedFrom(problem, [symbol]);
  const isFixed = (name: string): boolean => name !== symbol && !reached.has(Number(/^a(\d+)$/.exec(name)?.[1]));
  const masked = layers.flatMap(({ mask }, i) =>
    mask && (reached.has(i + 1) || ("z" in begin && begin.z === i + 1)) ? [`mask${i + 1}`] : [],
  );
  const needed = [
    ...[...reached].flatMap((layer) => layers[layer - 1]!.takes),
    ...outputs.flatMap(({ layer, suffix }) => [`a${layer}`, `y${suffix}`]),
    ...activities.flatMap(({ from }) => from),
  ];
  const parameters = new Map(parametersOf(problem).map((one) => [one.symbol, one.value]));
  const given = [...new Set([...needed.filter(isFixed), ...masked])].filter((name) => !parameters.has(name));
  const start = values.get(startOf(begin))!;
  const open = ({ shape, dtype }: Spec): Spec => ({ shape: [-1, ...shape.slice(1)], dtype });
  const graph = trace(
    (from, ...others) => {
      const own = new Map(given.map((name, i) => [name, others[i]!]));
      const fixed: Given = (name) => own.get(name) ?? parameters.get(name);
      own.set(symbol, "z" in begin ? activated(layers[begin.z - 1]!, begin.z, from, fixed) : from);
      const of = activationsWith(problem, fixed, reached);
      const fits = outputs.map((output) =>
        counted(output.perExample(of(`a${output.layer}`)!, of(`y${output.suffix}`)!), output),
      );
      const fit = fits.reduce((sum, one) => sum.add(one));
      const added = activities.map((activity) => activity.of(...activity.from.map((name) => of(name)!)));
      // Over the batch it comes to what it is.
      return [added.reduce((sum, one) => sum.add(problem.batch === "mean" ? one : one.div(fit.count(0))), fit)];
    },
    [open(start), ...given.map((name) => open(values.get(name)!))],
  );
  const run = replay({ inputs: graph.inputs, outputs: stabilize(graph.outputs) });
  const losses = (rows: readonly ShiftedRow[]): ArrayLike<number> => {
    const examples = rows.map(({ example }) => example);
    return run([shifted(start, rows), ...given.map((name) => taken(values.get(name)!, examples))])[0]!.data!;
  };
  const together = comesWhole(problem, [symbol]) ? examplesOf(problem) : undefined;
  return (rows) => {
    const batches = together
      ? Array.from({ length: rows.length / together }, (_, i) => losses(rows.slice(i * together, (i + 1) * together)))
      : [losses(rows)];
    return (row) => (together ? batches[Math.floor(row / together)]![row % together]! : batches[0]![row]!);
  };
}

/** Whether something after some quantities takes the examples of the batch together. */
export const takesBatch = (problem: Problem, symbols: readonly string[]): boolean =>
  [...reachedFrom(problem, symbols)].some((layer) => problem.layers[layer - 1]!.ofWholeBatch);

/** Whether the rows after some quantities come as whole batches: also where a layer adds to the loss of all of them. */
export const comesWhole = (problem: Problem, symbols: readonly string[]): boolean =>
  takesBatch(problem, symbols) || problem.activities.length > 0;

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
