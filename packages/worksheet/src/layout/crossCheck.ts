import type { Worksheet } from "./layout.ts";
import { probesOf, type Probe } from "./probes.ts";
import type { Problem } from "./problem.ts";
import { visibleCells } from "./visible.ts";

/** How well the gradients agree with what the loss does when a number is changed a little. */
export interface CrossCheck {
  /** Derivatives compared. */
  readonly compared: number;
  /** The largest difference. */
  readonly largest: number;
  /** Where: `dW1[2,3]`, counted from 1. */
  readonly at: string | undefined;
  /** How many stand at a corner, such as that of relu at 0, and agree with the slope of one side. */
  readonly corners: number;
}

/**
 * Compares derivatives with central differences in float64.
 *
 * @param most - rows and columns of each table to compare; those that a worksheet with this limit shows
 */
export function crossCheck({ problem, steps }: Worksheet, most = Infinity): CrossCheck {
  const values = new Map(steps.map(({ id, value }) => [id, value]));
  let [compared, largest, corners] = [0, 0, 0];
  let at: string | undefined;
  for (const { id, value } of steps) {
    const found = probesOf(problem, values, id);
    if (!found) continue;
    const cells = visibleCells(value.shape, most);
    for (let from = 0; from < cells.length; from += chunk) {
      const part = cells.slice(from, from + chunk);
      const differences = measure(problem, found, part);
      part.forEach((cell, i) => {
        const slope = value.data![cell.reduce((flat, place, axis) => flat * value.shape[axis]! + place, 0)]!;
        const { central, left, right } = differences[i]!;
        if (!Number.isFinite(slope) || !Number.isFinite(central)) return;
        const isCorner = Math.abs(left - right) > 1e-3 * Math.max(1, Math.abs(slope));
        const deviation = Math.min(...(isCorner ? [central, left, right] : [central]).map((d) => Math.abs(d - slope)));
        compared += 1;
        if (isCorner) corners += 1;
        if (deviation > largest || at === undefined) {
          largest = deviation;
          at = `${id}[${cell.map((place) => place + 1).join()}]`;
        }
      });
    }
  }
  return { compared, largest, at, corners };
}

/** Cells whose shifted nets are computed at once. */
const chunk = 512;

interface Differences {
  readonly central: number;
  readonly left: number;
  readonly right: number;
}

/** What the function does when each cell's number is changed by ±h: the rows of all of them in one batch. */
function measure(problem: Problem, { f, rowsOf, regularized }: Probe, cells: readonly number[][]): Differences[] {
  const shifts = cells.map((cell) => rowsOf(cell));
  const rows = shifts.flatMap(({ examples, shift, h }) =>
    [0, 1, -1].flatMap((sign) =>
      examples.map((example) => ({ example, shift: (row: Float64Array) => shift(row, example, sign * h) })),
    ),
  );
  const results = f(rows);
  let next = 0;
  return shifts.map(({ examples, h, scale, output }, i) => {
    const [middle, up, down] = [0, 1, 2].map(() => {
      let sum = 0;
      for (let k = 0; k < examples.length; k++) sum += results(next++, output);
      return sum * scale;
    }) as [number, number, number];
    const penalty = regularized?.(cells[i]!, h) ?? [0, 0, 0];
    const [f0, above, below] = [middle + penalty[0], up + penalty[1], down + penalty[2]];
    return { central: (above - below) / (2 * h), left: (f0 - below) / h, right: (above - f0) / h };
  });
}
