import type { Parameters, Tensor, ValueAndGrad } from "@chainrule/tensor";
import { dot, flatten, unflatten } from "./flat.ts";

/** A point of the line that is searched. */
export interface Point {
  /** How many directions from the start. */
  readonly at: number;
  readonly loss: number;
  /** Slope of the loss along the direction. */
  readonly slope: number;
  readonly parameters: Parameters;
  readonly gradient: Tensor;
}

interface Search {
  readonly start: Point;
  /** Flat; downhill: the slope at the start is negative. */
  readonly direction: Tensor;
  /** The first step that is tried, in directions. */
  readonly first: number;
  /** How much of the slope may remain. */
  readonly curvature: number;
}

// Armijo's share of the decrease that the slope promises; how often the loss is evaluated; how near is the same.
const decrease = 1e-4;
const evaluations = 25;
const resolution = 1e-9;

/**
 * A step along the direction that satisfies the strong Wolfe conditions: loss ≤ start + 1e-4 · step · slope and
 * |slope there| ≤ curvature · |slope|. Where 25 evaluations do not find one, the best point so far.
 *
 * It first goes outwards until it brackets such a step, then closes in, each time to the minimum of a cubic through two
 * losses and slopes.
 *
 * @see Nocedal & Wright, 2006, algorithms 3.5 and 3.6. https://doi.org/10.1007/978-0-387-40065-5
 */
export function strongWolfe(valueAndGrad: ValueAndGrad, { start, direction, first, curvature }: Search): Point {
  const origin = flatten(start.parameters);
  const evaluate = (at: number): Point =>
    pointAt(valueAndGrad, unflatten(origin.add(direction.mul(at)), start.parameters), direction, at);
  const tooHigh = (point: Point): boolean => point.loss > start.loss + decrease * point.at * start.slope;
  const isFlat = (point: Point): boolean => Math.abs(point.slope) <= -curvature * start.slope;

  let [low, high] = [start, start];
  let point = evaluate(first);
  let count = 0;
  for (; count < evaluations; count++) {
    if (!Number.isFinite(point.loss) || !Number.isFinite(point.slope)) {
      point = evaluate((low.at + point.at) / 2);
      continue;
    }
    const bracketed = tooHigh(point) || (count > 1 && point.loss >= low.loss) || point.slope >= 0;
    if (!tooHigh(point) && isFlat(point) && !(count > 1 && point.loss >= low.loss)) return point;
    if (bracketed) {
      [low, high] = inOrder(low, point);
      break;
    }
    const next = minimumBetween(low, point, point.at + 0.01 * (point.at - low.at), point.at * 10);
    low = point;
    point = evaluate(next);
  }
  if (low === high || count === evaluations) return inOrder(start, finiteOr(point, low))[0];

  const length = direction.abs().reduceMax().item();
  for (let stalled = false; count < evaluations; count++) {
    const [left, right] = [Math.min(low.at, high.at), Math.max(low.at, high.at)];
    if ((right - left) * length < resolution) break;

    let at = minimumBetween(low, high, left, right);
    // Twice in a row near an end, or on it: a tenth of the bracket away from that end instead.
    const margin = 0.1 * (right - left);
    const near = Math.min(right - at, at - left) < margin;
    const move: boolean = near && (stalled || at >= right || at <= left);
    stalled = near && !move;
    if (move) at = right - at < at - left ? right - margin : left + margin;

    point = evaluate(at);
    if (!(point.loss < low.loss) || tooHigh(point)) {
      [low, high] = inOrder(low, point);
    } else {
      if (isFlat(point)) return point;
      if (point.slope * (high.at - low.at) >= 0) high = low;
      low = point;
    }
  }
  return low;
}

/** The loss and its slope at some parameters of the line. */
export function pointAt(valueAndGrad: ValueAndGrad, parameters: Parameters, direction: Tensor, at: number): Point {
  const [value, gradients] = valueAndGrad(parameters);
  const gradient = flatten(inOrderOf(parameters, gradients));
  return { at, loss: value.item(), slope: dot(gradient, direction).item(), parameters, gradient };
}

const inOrderOf = (parameters: Parameters, gradients: Parameters): Parameters =>
  Object.fromEntries(Object.keys(parameters).map((name) => [name, gradients[name]!]));

/** The lower one first. */
const inOrder = (a: Point, b: Point): [Point, Point] => (b.loss < a.loss ? [b, a] : [a, b]);

const finiteOr = (point: Point, other: Point): Point => (Number.isFinite(point.loss) ? point : other);

/** Where the cubic through two losses and slopes is least, within bounds; their middle where it has no minimum. */
function minimumBetween(a: Point, b: Point, low: number, high: number): number {
  const [left, right] = a.at <= b.at ? [a, b] : [b, a];
  const d1 = left.slope + right.slope - (3 * (left.loss - right.loss)) / (left.at - right.at);
  const square = d1 * d1 - left.slope * right.slope;
  if (!(square >= 0)) return (low + high) / 2;
  const d2 = Math.sqrt(square);
  const share = (right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2);
  return Math.min(Math.max(right.at - (right.at - left.at) * share, low), high);
}
