import type { Examples } from "./examples.ts";

/** How good predictions are: the share that is right, and the mean loss, cross-entropy or squared error. */
export interface Judgement {
  readonly accuracy: number;
  readonly loss: number;
}

/** @param predictions - `[rows, classes]`, row after row */
export function judged(predictions: ArrayLike<number>, rows: number, { classes, labels }: Examples): Judgement {
  let right = 0;
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    const row = Array.from({ length: classes }, (_, j) => predictions[i * classes + j]!);
    const label = labels[i]!;
    const chosen = classes === 1 ? Number(row[0]! > 0.5) : row.indexOf(Math.max(...row));
    right += Number(chosen === label);
    loss += classes === 1 ? (row[0]! - label) ** 2 : -Math.log(row[label]! + 1e-30);
  }
  return { accuracy: right / rows, loss: loss / rows };
}
