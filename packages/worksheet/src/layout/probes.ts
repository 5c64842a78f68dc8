import { type Tensor, tensor } from "@chainrule/tensor";
import { flatOf } from "./cellAt.ts";
import { couples } from "./couples.ts";
import { dense, isBias, regularized } from "./denseLayer.ts";
import { activitiesOf, examplesOf, outputsAt, parametersOf, placesOf, takersOf } from "./graph.ts";
import { named } from "./loss.ts";
import type { Problem } from "./problem.ts";
import { activationOnly, type Begin, comesWhole, type Results, type ShiftedRow, startOf, tail } from "./tail.ts";
import { lossAt, trainedOf } from "./trained.ts";

/** How to change one number of a table, and where to see what that does. */
export interface Probe {
  readonly examples: number;
  readonly f: (rows: readonly ShiftedRow[]) => Results;
  /** By steps that are so many times as long as usual. */
  readonly shiftsOf: (cells: readonly (readonly number[])[], length: number) => Shift[];
  /** What the regularizer adds at the middle, above and below. */
  readonly regularized?: (cell: readonly number[], h: number) => readonly [number, number, number];
}

interface Shift {
  /** Those that are touched. */
  readonly examples: readonly number[];
  readonly shift: (row: Float64Array, example: number, by: number) => unknown;
  readonly h: number;
  readonly scale: number;
  readonly output: number;
}

type Values = ReadonlyMap<string, Tensor>;

/** About the cube root of the rounding: there the error of the difference and that of its terms are alike. */
const stepOf = (x: number): number => 2 ** -17 * Math.max(1, Math.abs(x));

/** What to change for a table of derivatives; undefined for a quantity that is none. */
export function probesOf(problem: Problem, values: Values, quantity: string): Probe | undefined {
  const { layers } = problem;
  const [, family, number] = /^(dL_da|da_dz|delta)(\d+)$/.exec(quantity) ?? [];
  const at = Number(number);
  if (family === "da_dz") return slopeProbe(problem, values, at);
  if (family) return rowProbe(problem, values, family === "dL_da" ? { symbol: `a${at}` } : { z: at });
  const symbol = quantity.slice(1);
  if (quantity.startsWith("d") && problem.inputs.some((input) => input.symbol === symbol)) {
    return rowProbe(problem, values, { symbol });
  }
  const [layer, ...others] = quantity.startsWith("d") ? placesOf(problem, symbol) : [];
  if (!layer) return undefined;
  // In several places, or looked at by what is added to the loss, it changes more than one z.
  if (others.length > 0 || activitiesOf(problem, symbol).length > 0) return wholeProbe(problem, symbol);
  if (layers[layer - 1]!.kind !== dense.kind) return parameterProbe(problem, values, layer, symbol);
  return isBias(symbol) ? biasProbe(problem, values, layer) : weightProbe(problem, values, layer);
}

/** A number of one example's row. */
function rowProbe(problem: Problem, values: Values, begin: Begin): Probe {
  const f = tail(problem, values, begin);
  const probe = numberProbe(values.get(startOf(begin))!, f);
  if (!comesWhole(problem, ["z" in begin ? `a${begin.z}` : begin.symbol])) return probe;
  // One example changes, and with it the losses of all.
  const { examples } = batchOf(problem);
  return {
    ...probe,
    shiftsOf: (cells, length) =>
      probe.shiftsOf(cells, length).map((shift) => ({
        ...shift,
        examples,
        shift: (row, example, by) => shift.examples[0] === example && shift.shift(row, example, by),
      })),
  };
}

function numberProbe({ data, shape }: Tensor, f: Probe["f"]): Probe {
  const [examples, width] = shape as [number, number];
  const shiftOf = ([example, column]: readonly number[], length: number): Shift => ({
    examples: [example!],
    shift: (row, _, by) => (row[column!]! += by),
    h: length * stepOf(data![example! * width + column!]!),
    scale: 1,
    output: 0,
  });
  return { examples, f, shiftsOf: (cells, length) => cells.map((cell) => shiftOf(cell, length)) };
}

/** The derivative of one output by one input of the activation. */
function slopeProbe(problem: Problem, values: Values, layer: number): Probe {
  const inner = numberProbe(values.get(`z${layer}`)!, activationOnly(problem, values, layer));
  return {
    ...inner,
    shiftsOf: (cells, length) =>
      inner
        .shiftsOf(
          cells.map(([example, out, into = out]) => [example!, into!]),
          length,
        )
        .map((shift, i) => ({ ...shift, output: cells[i]![1]! })),
  };
}

function batchOf(problem: Problem): { examples: number[]; scale: number } {
  const examples = Array.from({ length: examplesOf(problem) }, (_, i) => i);
  return { examples, scale: problem.batch === "mean" ? 1 / examples.length : 1 };
}

/** A weight that grows by h adds h times what comes in to one pre-activation of every example. */
function weightProbe(problem: Problem, values: Values, layer: number): Probe {
  const paper = problem.layers[layer - 1]!;
  const before = values.get(paper.takes[0]!)!;
  const weights = values.get(`W${layer}`)!;
  const [inputs, outputs] = weights.shape as [number, number];
  const whole = batchOf(problem);
  const incoming = (example: number, r: number): number => before.data![example * inputs + r]!;
  const usual = (r: number, c: number): number => stepOf(weights.data![r * outputs + c]!);
  const penalized = penaltyFor(problem, `W${layer}`);
  const { examples } = whole;
  const symbol = `a${layer}`;
  const [taker, ...others] = takersOf(problem, symbol);
  const after = taker && others.length === 0 ? problem.layers[taker - 1]! : undefined;
  const isMeasured = outputsAt(problem, layer).length > 0 || comesWhole(problem, [symbol]);
  if (!taker || after?.kind !== dense.kind || isMeasured || couples(paper.activation, outputs)) {
    const shiftOf = ([r, c]: readonly number[], length: number): Shift => ({
      ...whole,
      shift: (row, example, by) => (row[c!]! += by * incoming(example, r!)),
      h: length * usual(r!, c!),
      output: 0,
    });
    const f = tail(problem, values, { z: layer });
    return {
      examples: examples.length,
      f,
      shiftsOf: (cells, length) => cells.map((cell) => shiftOf(cell, length)),
      ...penalized,
    };
  }

  // One activation changes alone: what that does to the next layer is one row of its weights, however wide this one is.
  const z = values.get(`z${layer}`)!;
  const next = after.parameters[0]!.value;
  const activate = elementwise(paper.activation, outputs);
  const place = (example: number, c: number): number => example * outputs + c;
  const base = activate(z.data as Float64Array);
  return {
    examples: examples.length,
    f: tail(problem, values, { z: taker }),
    shiftsOf(cells, length) {
      const hOf = (r: number, c: number): number => length * usual(r, c);
      const moved = new Float64Array(cells.length * examples.length * 2);
      cells.forEach(([r, c], i) => {
        for (const example of examples) {
          const by = hOf(r!, c!) * incoming(example, r!);
          moved[2 * (i * examples.length + example)] = z.data![place(example, c!)]! + by;
          moved[2 * (i * examples.length + example) + 1] = z.data![place(example, c!)]! - by;
        }
      });
      const activated = activate(moved);
      const width = next.shape[1]!;
      return cells.map(([r, c], i) => ({
        ...whole,
        shift(row, example, by) {
          const after = activated[2 * (i * examples.length + example) + Number(by < 0)]!;
          const kept = paper.mask ? paper.mask.data![place(example, c!)]! : 1;
          const change = (after - base[place(example, c!)]!) * kept;
          for (let k = 0; k < width; k++) row[k]! += change * next.data![c! * width + k]!;
        },
        h: hOf(r!, c!),
        output: 0,
      }));
    },
    ...penalized,
  };
}

/** An activation on a list of numbers, laid out in rows of the width that it knows. */
const elementwise =
  (activation: (x: Tensor) => Tensor, width: number) =>
  (numbers: Float64Array): Float64Array => {
    const rows = Math.ceil(numbers.length / width);
    const padded = new Float64Array(rows * width);
    padded.set(numbers);
    return activation(tensor(padded, { shape: [rows, width] })).data as Float64Array;
  };

function biasProbe(problem: Problem, values: Values, layer: number): Probe {
  const biases = values.get(`b${layer}`)!;
  const whole = batchOf(problem);
  const shiftOf = ([c]: readonly number[], length: number): Shift => ({
    ...whole,
    shift: (row, _, by) => (row[c!]! += by),
    h: length * stepOf(biases.data![c!]!),
    output: 0,
  });
  const f = tail(problem, values, { z: layer });
  return {
    examples: whole.examples.length,
    f,
    shiftsOf: (cells, length) => cells.map((cell) => shiftOf(cell, length)),
  };
}

/** A number of any parameter: it changes the whole of z. */
function parameterProbe(problem: Problem, values: Values, layer: number, symbol: string): Probe {
  const { takes, parameters, preactivation, outputs } = problem.layers[layer - 1]!;
  const which = parameters.findIndex((parameter) => parameter.symbol === symbol);
  const { value } = parameters[which]!;
  const { shape, data } = value;
  const whole = batchOf(problem);
  const incoming = takes.map((name) => values.get(name)!);
  const own = parameters.map(({ value }) => value);
  const moved = (at: number, by: number): Tensor =>
    preactivation(incoming, own.with(which, tensor(Float64Array.from(data!).with(at, data![at]! + by), { shape })));
  const shiftOf = (cell: readonly number[], length: number): Shift => {
    const at = flatOf(value, cell);
    const h = length * stepOf(data![at]!);
    const both = new Map([h, -h].map((by) => [by, moved(at, by).data!]));
    const shift: Shift["shift"] = (row, example, by) => {
      for (let k = 0; k < outputs; k++) row[k] = both.get(by)![example * outputs + k]!;
    };
    return { ...whole, shift, h, output: 0 };
  };
  const f = tail(problem, values, { z: layer });
  const penalized = penaltyFor(problem, symbol);
  return {
    examples: whole.examples.length,
    f,
    shiftsOf: (cells, length) => cells.map((cell) => shiftOf(cell, length)),
    ...penalized,
  };
}

/** A number of a parameter, and what the whole net makes of it. */
function wholeProbe(problem: Problem, symbol: string): Probe {
  const { name, value } = parametersOf(problem).find((one) => one.symbol === symbol)!;
  const { shape, data } = value;
  const evaluate = lossAt(problem, trainedOf({ ...problem, updateBiases: true }));
  const lossOf = (row: Float64Array): number => evaluate({ [name]: tensor(row, { shape }) })[0].item();
  return {
    examples: 1,
    f(rows) {
      const losses = rows.map(({ shift }) => {
        const row = Float64Array.from(data!);
        shift(row);
        return lossOf(row);
      });
      return (row) => losses[row]!;
    },
    shiftsOf: (cells, length) =>
      cells.map((cell) => {
        const at = flatOf(value, cell);
        const h = length * stepOf(data![at]!);
        return { examples: [0], shift: (row, _, by) => (row[at]! += by), h, scale: 1, output: 0 };
      }),
  };
}

/** What the regularizer adds to the loss for a parameter, if it looks at it. */
function penaltyFor(problem: Problem, symbol: string): Pick<Probe, "regularized"> {
  const { regularizer } = problem;
  const parameters = regularized(problem);
  const which = parameters.findIndex((parameter) => parameter.symbol === symbol);
  if (!regularizer || which < 0) return {};
  const all = parameters.map(({ value }) => value);
  const { name, value } = parameters[which]!;
  const { shape, data } = value;
  const whole = (at: number, w: number): number => {
    const moved = Float64Array.from(data!).with(at, w);
    return regularizer(named(parameters, all.with(which, tensor(moved, { shape })))).item();
  };
  const alone = (_: number, w: number): number => regularizer({ [name]: tensor([[w]], { dtype: "float64" }) }).item();
  const change = (penalty: typeof whole): number => penalty(0, data![0]! + 1) - penalty(0, data![0]!);
  // Where each weight has a share of its own, as with l1 and l2, there is no need to add up all of them every time.
  const apart = Math.abs(change(whole) - change(alone)) <= 1e-9 * Math.max(1, Math.abs(change(whole)));
  const penalty = apart ? alone : whole;
  return {
    regularized(cell, h) {
      const at = flatOf(value, cell);
      return [penalty(at, data![at]!), penalty(at, data![at]! + h), penalty(at, data![at]! - h)];
    },
  };
}
