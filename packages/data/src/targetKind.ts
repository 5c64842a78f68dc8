import { readCells } from "./internal/cells.ts";
import { yesNoPair } from "./internal/labels.ts";
import { holdsNumbers, parseNumbers } from "./internal/number.ts";
import { isMissing } from "./isMissing.ts";
import type { TargetKind } from "./preparation.ts";
import type { Table } from "./table.ts";

/**
 * The kind of target that a column looks like; the first that fits:
 *
 * 1. `"boolean"` if it has exactly two values, and they are a pair such as yes/no, y/n, true/false, t/f, on/off or 1/0,
 *    in any case;
 * 2. `"number"` if most cells are numbers;
 * 3. `"classes"` otherwise.
 *
 * So digits used as labels and two labels such as benign/malignant have to be declared with the option `kind` or
 * `positive` of `fitPreparation`.
 *
 * @throws DataError if the table has no such column
 */
export function targetKind(table: Table, column: string): TargetKind {
  const cells = readCells("targetKind", table, column);
  if (yesNoPair([...new Set(cells)].filter((cell) => !isMissing(cell)))) return "boolean";
  return holdsNumbers(cells, parseNumbers(cells)) ? "number" : "classes";
}
