import { DataError } from "../error.ts";
import type { FitOptions } from "../fitPreparation.ts";
import type { BooleanTarget, Target } from "../preparation.ts";
import { targetKind } from "../targetKind.ts";
import { readNumbers, readTexts, type Source } from "./cells.ts";
import { fitNumber, requireFew } from "./fitColumn.ts";
import { orderLabels, yesNoPair } from "./labels.ts";
import { listed } from "./names.ts";

/** What the target is, and its labels or its mean and scale. */
export function fitTarget(source: Source, { kind, positive }: Pick<FitOptions, "kind" | "positive">): Target {
  const { who, table, column } = source;
  const decided = kind ?? (positive === undefined ? targetKind(table, column) : "boolean");
  const numbers = decided === "number" ? readNumbers(source) : undefined;
  const distinct = new Set<unknown>(numbers ?? readTexts(source));
  if (distinct.size < 2) {
    throw new DataError(
      `${who}: expected at least two different values in the target "${column}", received ` +
        `${[...distinct].join() || "none"} in all ${table.rows.length} rows. ` +
        "Add rows with another one, or choose another target.",
    );
  }
  if (numbers) return fitNumber(source, numbers);
  const labels = orderLabels([...distinct].map(String));
  if (decided === "boolean") return { kind: "boolean", column, labels: orderPair(source, labels, positive) };
  return { kind: "classes", column, labels: requireFew(source, labels) };
}

function orderPair(
  { who, column }: Source,
  labels: readonly string[],
  positive: string | undefined,
): BooleanTarget["labels"] {
  const [a = "", b = ""] = labels;
  const pair = positive === undefined ? yesNoPair(labels) : undefined;
  if (pair) return pair;
  if (labels.length === 2 && positive === a) return [b, a];
  if (labels.length === 2 && positive === b) return [a, b];
  const which = positive === undefined ? "one of which says yes" : `one of them "${positive}"`;
  throw new DataError(
    `${who}: expected two labels in the target "${column}", ${which}, received ${listed(labels)}. ` +
      (labels.length === 2
        ? "Name the positive one with the option positive."
        : 'Choose kind: "classes" for several labels.'),
  );
}
