import { grad } from "@chainrule/compiler";
import type { Initializer } from "@chainrule/network";
import { type Optimizer, randomKey, type Schedule, ShapeError, slice, type Tensor, tensor } from "@chainrule/tensor";
import type { Chart, Point } from "./chart.ts";
import { type Elementary, specsOf } from "./functions.ts";

// What the drawing of a page shows: numbers that the function itself gives, in float64.

/** A drawing, and what stands below it. */
export interface Drawing {
  readonly chart: Chart;
  readonly caption: string;
}

const double = { dtype: "float64" } as const;

const spread = (from: number, to: number, count = 241): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** The first entry of a function of rows, as a function of the first entry of each row. */
function curveOf(
  f: (rows: Tensor) => Tensor,
  rowOf: (x: number) => number[],
  xs: readonly number[],
): [Point[], Point[]] {
  const first = (y: Tensor): Tensor => (y.shape.length > 1 ? slice(y, 1, 0, 1) : y);
  const rows = tensor(xs.map(rowOf), double);
  const values = first(f(rows)).toTypedArray();
  const slopes = slice(grad((x) => first(f(x)).sum())(rows), 1, 0, 1).toTypedArray();
  return [xs.map((x, i) => [x, values[i]!]), xs.map((x, i) => [x, slopes[i]!])];
}

/** Value and slope of an activation. */
export function drawActivation(f: Elementary, name: string): Drawing {
  const [value, slope] = curveOf(
    (x) => f(x),
    (x) => [x, 0],
    spread(-5, 5),
  );
  const isElementwise = specsOf(f, 1)?.[0]?.shape.length === 0;
  return {
    chart: {
      title: `${name} and its slope for x from −5 to 5`,
      x: "x",
      series: [
        { label: name, points: value },
        { label: "slope", points: slope },
      ],
    },
    caption: isElementwise
      ? "Value and slope, computed by the package itself."
      : "First output for a row [x, 0], and its slope with respect to x, computed by the package itself.",
  };
}

const accepts = (call: () => Tensor): boolean => {
  try {
    return call()
      .toTypedArray()
      .every((value) => !Number.isNaN(value));
  } catch {
    return false;
  }
};

/** A loss as the prediction moves past a target that stays. */
export function drawLoss(f: Elementary, name: string): Drawing | undefined {
  const specs = specsOf(f, 2);
  if (!specs) return undefined;
  const isRow = specs[0]!.shape.length === 2;
  const takesLabels = specs[1]!.dtype === "int32";
  const rowOf = isRow ? (x: number) => [x, 1 - x] : (x: number) => [x];
  const targetOf = (y: number, count: number): Tensor =>
    takesLabels
      ? tensor(new Int32Array(count))
      : tensor(
          Array.from({ length: count }, () => (isRow ? [y, 1 - y] : [y])),
          double,
        );
  const lossOf = (y: number) => (rows: Tensor) => f(rows, targetOf(y, rows.shape[0]!));

  const takes = (x: number, y: number): boolean => accepts(() => lossOf(y)(tensor([rowOf(x)], double)));
  const targets = (isRow ? [1] : [0, 1]).filter((y) => takes(0.5, y));
  const isProbability = !takes(-0.5, targets[0] ?? 1) || !takes(1.5, targets[0] ?? 1);
  const isPositive = isProbability && takes(1.5, targets[0] ?? 1);
  const shown = isProbability && !isPositive ? targets : targets.slice(-1);
  if (shown.length === 0) return undefined;
  const xs = isPositive ? spread(0.05, 3) : isProbability ? spread(0.02, 0.98) : spread(-2, 3);
  const curves = shown.map((y) => curveOf(lossOf(y), rowOf, xs));
  const target = (y: number): string => (isRow ? (takesLabels ? "class 0" : "[1, 0]") : `${y}`);
  return {
    chart: {
      title: `${name} and its slope as the prediction moves, for a target of ${shown.map(target).join(" and ")}`,
      x: isRow ? "p, for a prediction [p, 1 − p]" : "prediction",
      series: shown.flatMap((y, i) => [
        { label: `loss, target ${target(y)}`, points: curves[i]![0] },
        { label: `slope, target ${target(y)}`, points: curves[i]![1] },
      ]),
    },
    caption: "Loss, and its slope with respect to the prediction, computed by the package itself.",
  };
}

/** A schedule over its steps, as the page's example sets it. */
export function drawSchedule(schedule: Schedule, settings: readonly unknown[]): Drawing {
  const numbers =
    JSON.stringify(settings)
      .match(/\d+(\.\d+)?/g)
      ?.map(Number) ?? [];
  const last = Math.ceil(1.25 * Math.max(8, ...numbers.filter((number) => number > 1 && Number.isInteger(number))));
  const steps = Array.from({ length: Math.min(last, 400) + 1 }, (_, i) => Math.round((i * last) / Math.min(last, 400)));
  return {
    chart: {
      title: `The value at steps 0 to ${last}`,
      x: "step",
      series: [{ label: "value", points: steps.map((step) => [step, schedule(tensor(step, double)).item()]) }],
    },
    caption: "The value at each step, for the arguments of the example below, computed by the package itself.",
  };
}

/** A narrow valley, ten times as steep across as along. */
const valley = (x: Tensor, y: Tensor): Tensor => x.square().mul(0.5).add(y.square().mul(5));
const slopeOfValley = grad((at: { x: Tensor; y: Tensor }) => valley(at.x, at.y));

/** The way of an optimizer down a narrow valley. */
export function drawOptimizer(optimizer: Optimizer, settings: string): Drawing {
  const count = 100;
  let at: { x: Tensor; y: Tensor } = { x: tensor(-4, double), y: tensor(1.2, double) };
  let state = optimizer.init(at);
  const path: Point[] = [[at.x.item(), at.y.item()]];
  for (let step = 1; step <= count; step++) {
    const loss = valley(at.x, at.y);
    const context = { parameters: at, step: tensor(step, double), loss, key: randomKey(step) };
    const [updates, next] = optimizer.update(slopeOfValley(at), state, context);
    at = { x: at.x.add(updates.x!), y: at.y.add(updates.y!) };
    state = next;
    path.push([at.x.item(), at.y.item()]);
  }
  const around = spread(0, 2 * Math.PI, 90);
  const levels = [0.5, 2, 5, 10, 16].map((height) =>
    around.map((angle): Point => [Math.sqrt(2 * height) * Math.cos(angle), Math.sqrt(height / 5) * Math.sin(angle)]),
  );
  return {
    chart: {
      title: `The first ${count} steps from (−4, 1.2) down a valley with its lowest point at (0, 0)`,
      x: "x",
      y: "y",
      series: [{ label: "path", points: path }],
      background: levels,
    },
    caption:
      `${count} steps${settings} down ½x² + 5y² from (−4, 1.2); the ellipses are of equal height. ` +
      `They end at (${end(at.x)}, ${end(at.y)}).`,
  };
}

const end = (x: Tensor): string => x.item().toPrecision(3).replace("-", "−");

/** How the numbers of a kernel of 100 inputs and 100 units are spread. */
export function drawInitializer(initializer: Initializer): Drawing | undefined {
  const drawn = kernelOf(initializer);
  if (!drawn) return undefined;
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  if (low === high) return undefined;
  const bins = 40;
  const counts = new Array<number>(bins).fill(0);
  for (const value of drawn) counts[Math.min(bins - 1, Math.floor((bins * (value - low)) / (high - low)))]! += 1;
  const deviation = Math.hypot(...drawn) / Math.sqrt(drawn.length);
  return {
    chart: {
      title: `How 10,000 numbers are spread, from ${low.toPrecision(3)} to ${high.toPrecision(3)}`,
      x: "value",
      y: "how many",
      series: [{ label: "count", points: counts.map((count, i) => [low + ((i + 0.5) * (high - low)) / bins, count]) }],
      bars: true,
    },
    caption: `A kernel of 100 inputs and 100 units, drawn with seed 0; standard deviation ${deviation.toPrecision(3)}.`,
  };
}

/** One that gives a matrix as it is takes no other shape, and there is nothing to draw. */
function kernelOf(initializer: Initializer): Float64Array | undefined {
  try {
    return Float64Array.from(initializer(randomKey(0), [100, 100], double).toTypedArray());
  } catch (error) {
    if (error instanceof ShapeError) return undefined;
    throw error;
  }
}
