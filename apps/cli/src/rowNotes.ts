import {
  decodePredictions,
  type Feature,
  type Preparation,
  type PreparedWithTargets,
  type Table,
} from "@chainrule/data";
import { type Network, predict } from "@chainrule/network";

/** Rows of a batch that are described, and columns of each. */
const most = 12;

/**
 * Sentences on what the numbers of some rows stand for: the columns with what the table says there, and how the numbers
 * come of it; what is predicted, and what is true.
 *
 * @param table - the rows alone
 * @param numbers - of these rows in the whole table, from 1
 */
export function rowNotes(
  net: Network,
  preparation: Preparation,
  { table, numbers, data }: { table: Table; numbers: readonly number[]; data: PreparedWithTargets },
): string[] {
  const { features, target } = preparation;
  const predictions = decodePredictions(preparation, predict(net, data.inputs));
  const notes = numbers.slice(0, most).map((number, i) => {
    const cellOf = (column: string): string => table.rows[i]![table.columns.indexOf(column)]!;
    const told = placesOf(features)
      .slice(0, most)
      .map(({ column, from, to }) => `${placeOf("x", i, from, to)} is ${column} ${cellOf(column) || "(missing)"}`);
    const more = features.length > most ? [`and ${features.length - most} more columns`] : [];
    const { prediction, probability } = predictions[i]!;
    const share = probability === undefined ? "" : ` (${Number((100 * probability).toPrecision(3))} %)`;
    const said = typeof prediction === "number" ? Number(prediction.toPrecision(6)) : prediction;
    return (
      `Row ${number}: ${[...told, ...more].join(", ")}; ${target.column}: predicted ${said}${share}, ` +
      `true ${cellOf(target.column)}.`
    );
  });
  const left = numbers.length - notes.length;
  return [...notes, ...(left > 0 ? [`And ${left} more rows.`] : []), codeOf(preparation)].filter(Boolean);
}

/** The columns that each feature takes in x, from 0. */
function placesOf(features: readonly Feature[]): { column: string; from: number; to: number }[] {
  let from = 0;
  return features.map((feature) => {
    const place = { column: feature.column, from, to: from + (feature.kind === "number" ? 1 : feature.values.length) };
    from = place.to;
    return place;
  });
}

const placeOf = (name: string, row: number, from: number, to: number): string =>
  to === from + 1 ? `${name}[${row + 1},${to}]` : `${name}[${row + 1},${from + 1}] to ${name}[${row + 1},${to}]`;

/** How what a table says becomes numbers. */
function codeOf({ features, target }: Preparation): string {
  const kinds = new Set([...features, target].map(({ kind }) => kind));
  const labels = target.kind === "classes" ? target.labels.map((label, i) => `y[.,${i + 1}] is ${label}`) : [];
  return [
    ...(kinds.has("number") ? ["Numbers are normalized as in training: (number − mean)/scale of their column."] : []),
    ...(kinds.has("category") ? ["Of a category its value is 1 and the others are 0."] : []),
    ...(labels.length > 0
      ? [
          `Classes: ${labels.slice(0, most).join(", ")}${labels.length > most ? ` and ${labels.length - most} more` : ""}.`,
        ]
      : []),
    ...(target.kind === "boolean" ? [`y is 1 for ${target.labels[1]} and 0 for ${target.labels[0]}.`] : []),
  ].join(" ");
}
