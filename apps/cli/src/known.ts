import { columnOf, DataError, isMissing, type Preparation, type Table } from "@chainrule/data";

/**
 * Throws if the split has put a category among the rows held out that none of those to train on has: whoever trains did
 * nothing wrong with that row, and is told what the column looks like and what may be done.
 */
export function requireKnownCategories({ features, missing }: Preparation, training: Table, heldOut: Table): void {
  if (missing === "mean") return; // fills them
  for (const feature of features) {
    if (feature.kind !== "category") continue;
    const { column, values } = feature;
    const known = new Set(values);
    const cells = columnOf(heldOut, column);
    const row = cells.findIndex((cell) => !isMissing(cell) && !known.has(cell));
    if (row < 0) continue;
    throw new DataError(
      `train: expected the categories of the column "${column}" among the rows to train on, received ` +
        `${JSON.stringify(cells[row])} in line ${heldOut.lines?.[row] ?? row + 1} alone, which the split holds out. ` +
        cure(column, [...columnOf(training, column), ...cells]),
    );
  }
}

function cure(column: string, cells: readonly string[]): string {
  const drop = `--drop ${column} leaves the column out`;
  const commas = cells.filter((cell) => /^[+-]?\d+,\d+$/.test(cell)).length;
  if (2 * commas > cells.length) return `Its numbers have a decimal comma: write them with a point, or ${drop}.`;
  if (3 * new Set(cells).size > 2 * cells.length) {
    return `Nearly every cell of it is different, as in an id, a name or a date, which teaches nothing: ${drop}.`;
  }
  return `${drop}, --missing mean takes the most frequent category instead, and another --seed splits otherwise.`;
}
