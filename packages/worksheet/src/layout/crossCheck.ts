import { cellAt } from "./cellAt.ts";
import type { Worksheet } from "./layout.ts";
import { type Probe, probesOf } from "./probes.ts";
import type { ShiftedRow } from "./tail.ts";
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
    const chunk = Math.ceil(mostRows / found.examples);
    for (let from = 0; from < cells.length; from += chunk) {
      const part = cells.slice(from, from + chunk);
      const slopes = part.map((cell) => cellAt(value, cell));
      const usual = measure(found, part, 1).map((differences, i) => compare(slopes[i]!, differences));
      // Where the function bends within a step, as by a norm of small numbers, shorter ones show the slope.
      const isDoubtful = (i: number): boolean =>
        usual[i]!.isCorner || usual[i]!.deviation > 1e-6 * Math.max(1, Math.abs(slopes[i]!));
      const doubtful = part.flatMap((_, i) => (isDoubtful(i) ? [i] : []));
      const closer =
        doubtful.length > 0
          ? measure(
              found,
              doubtful.map((i) => part[i]!),
              2 ** -6,
            )
          : [];
      const results = new Map(doubtful.map((i, k) => [i, compare(slopes[i]!, closer[k]!)]));
      part.forEach((cell, i) => {
        const again = results.get(i);
        const { deviation, isCorner } = again && isBetter(again, usual[i]!) ? again : usual[i]!;
        if (!Number.isFinite(deviation)) return;
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

/** About how many changed examples go through the net at once. */
const mostRows = 8192;

interface Differences {
  readonly central: number;
  readonly left: number;
  readonly right: number;
}

interface Comparison {
  readonly deviation: number;
  readonly isCorner: boolean;
}

/** Whether the shorter step shows no corner where the longer did, or comes closer. */
const isBetter = (shorter: Comparison, longer: Comparison): boolean =>
  shorter.isCorner === longer.isCorner ? shorter.deviation < longer.deviation : longer.isCorner;

/** How far a slope is from what the function does, on one side where it has a corner. */
function compare(slope: number, { central, left, right }: Differences): Comparison {
  const isCorner = Math.abs(left - right) > 1e-3 * Math.max(1, Math.abs(slope));
  const sides = isCorner ? [central, left, right] : [central];
  return { deviation: Math.min(...sides.map((d) => Math.abs(d - slope))), isCorner };
}

/** What the function does when each cell's number is changed by ±h: the rows of all of them in one batch. */
function measure(
  { f, shiftsOf, regularized, examples }: Probe,
  cells: readonly (readonly number[])[],
  length: number,
): Differences[] {
  const unchanged = f(Array.from({ length: examples }, (_, example) => ({ example, shift: () => undefined })));
  const shifts = shiftsOf(cells, length);
  const rows: ShiftedRow[] = [];
  for (const { examples: touched, shift, h } of shifts) {
    for (const by of [h, -h]) {
      for (const example of touched) rows.push({ example, shift: (row) => shift(row, example, by) });
    }
  }
  const results = f(rows);
  let next = 0;
  return shifts.map(({ examples: touched, h, scale, output }, i) => {
    const total = (result: (example: number) => number): number =>
      scale * touched.reduce((sum, example) => sum + result(example), 0);
    const penalty = regularized?.(cells[i]!, h) ?? [0, 0, 0];
    const middle = total((example) => unchanged(example, output)) + penalty[0];
    const above = total(() => results(next++, output)) + penalty[1];
    const below = total(() => results(next++, output)) + penalty[2];
    return { central: (above - below) / (2 * h), left: (middle - below) / h, right: (above - middle) / h };
  });
}
