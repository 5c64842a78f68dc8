import {
  circles,
  columnOf,
  fitPreparation,
  gauss,
  type Preparation,
  prepare,
  type PreparedWithTargets,
  selectRows,
  spiral,
  split,
  type Table,
  targetKind,
  xor,
} from "@chainrule/data";
import type { Plane } from "./messages.ts";
import type { Settings, sets } from "./settings.ts";

// From a table to what a network trains on. The code for Node (code.ts) says the same.

export type Kind = Preparation["target"]["kind"];
export type Labels = readonly string[];

/** What a run trains on and is measured by. */
export interface Data {
  readonly training: PreparedWithTargets;
  readonly heldOut: PreparedWithTargets;
  readonly preparation: Preparation;
  /** Where there are two columns of numbers. */
  readonly plane?: Plane | undefined;
}

const made: Readonly<Record<(typeof sets)[number], typeof spiral>> = { circles, xor, gauss, spiral };

/** A set by its name, or one's own table. */
function tableOf({ data, rows, noise, seed }: Settings, own: Table | undefined): Table {
  if (data in made) return made[data as keyof typeof made]({ rows, noise, seed });
  if (own) return own;
  throw new Error("Your own table is not here: these settings need it. Drop the CSV file on the page, or choose it.");
}

/** A table, split and made ready. */
export function dataOf(settings: Settings, own: Table | undefined): Data {
  const table = tableOf(settings, own);
  const { features, fillMissing, seed, heldOut: fraction } = settings;
  // Whoever makes a table puts what is to be predicted last, more often than not.
  const target = settings.target || table.columns.at(-1)!;
  const kind = settings.kind || targetKind(table, target);
  const stratify = kind === "number" ? undefined : columnOf(table, target);
  const parts = split(table.rows.length, { seed, fraction, stratify });
  const training = selectRows(table, parts.train);
  const preparation = fitPreparation(training, {
    target,
    kind,
    ...(features.length > 0 && { features }),
    missing: fillMissing ? "mean" : "error",
  });
  const [trained, heldOut] = [training, selectRows(table, parts.heldOut)].map((part) =>
    prepare(preparation, part, { needTarget: true }),
  );
  return { training: trained!, heldOut: heldOut!, preparation, plane: planeOf(table, preparation, parts.heldOut) };
}

export const labelsOf = ({ target }: Preparation): Labels => (target.kind === "number" ? [] : target.labels);

/** More points hide each other. */
const mostPoints = 2000;

/** The points of a table with two columns of numbers; a missing cell leaves its point out. */
function planeOf(table: Table, { features, target }: Preparation, heldOut: Int32Array): Plane | undefined {
  const [first, second] = features;
  if (features.length !== 2 || first?.kind !== "number" || second?.kind !== "number") return undefined;
  const numbers = (column: string): number[] =>
    columnOf(table, column).map((cell) => (cell === "" ? NaN : Number(cell)));
  const [xs, ys] = [numbers(first.column), numbers(second.column)];
  const values =
    target.kind === "number"
      ? numbers(target.column)
      : columnOf(table, target.column).map((label) => target.labels.indexOf(label));
  const out = new Set(heldOut);
  const shown = xs.flatMap((x, i) => (Number.isFinite(x) && Number.isFinite(ys[i]!) ? [i] : []));
  const [left, right] = around(shown.map((i) => xs[i]!));
  const [low, high] = around(shown.map((i) => ys[i]!));
  const drawn = shown.slice(0, mostPoints);
  return {
    names: [first.column, second.column],
    left,
    right,
    low,
    high,
    x: Float64Array.from(drawn, (i) => xs[i]!),
    y: Float64Array.from(drawn, (i) => ys[i]!),
    value: Float64Array.from(drawn, (i) => values[i]!),
    isHeldOut: Uint8Array.from(drawn, (i) => (out.has(i) ? 1 : 0)),
    all: shown.length,
  };
}

/** From the least to the largest, with some room. */
function around(values: readonly number[]): [number, number] {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const largest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const room = (largest - least || 1) * 0.1;
  return [least - room, largest + room];
}
