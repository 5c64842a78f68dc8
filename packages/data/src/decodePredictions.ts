import { ShapeError, type Tensor } from "@chainrule/tensor";
import { DataError } from "./error.ts";
import type { Preparation } from "./preparation.ts";

export interface Prediction {
  /** A label, or a number in the unit of the target column. */
  readonly prediction: string | number;
  /** Of the predicted label, in [0, 1]; absent for numbers. */
  readonly probability?: number;
}

/**
 * What the outputs of a net say about each row, in the words and units of the target column.
 *
 * Of classes the likeliest is predicted, the first of equals; yes where its probability is above one half.
 *
 * @param prediction - `[rows, labels]` probabilities of classes; `[rows, 1]` probability of yes, or normalized number
 * @throws ShapeError if it has another shape
 * @throws DataError if it holds NaN or an infinity
 */
export function decodePredictions({ target }: Preparation, prediction: Tensor): Prediction[] {
  const width = target.kind === "classes" ? target.labels.length : 1;
  const [rows = 0] = prediction.shape;
  if (prediction.rank !== 2 || prediction.shape[1] !== width) {
    throw new ShapeError(
      `decodePredictions: expected predictions of shape [rows, ${width}] for the target "${target.column}", received ` +
        `[${prediction.shape.join(", ")}]. Give the last layer ${width} ${width === 1 ? "unit" : "units"}.`,
    );
  }
  const values = prediction.toTypedArray();
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const row = Math.floor(bad / width) + 1;
    throw new DataError(
      `decodePredictions: expected finite predictions, received ${values[bad]!} in row ${row}. ` +
        "Check the inputs of that row and the weights of the model.",
    );
  }
  return Array.from({ length: rows }, (_, row) => {
    const outputs = values.subarray(row * width, (row + 1) * width);
    const [first = 0] = outputs;
    if (target.kind === "number") return { prediction: first * target.scale + target.mean };
    if (target.kind === "boolean") {
      const [negative, positive] = target.labels;
      const isPositive = first > 0.5;
      return { prediction: isPositive ? positive : negative, probability: isPositive ? first : 1 - first };
    }
    const probability = Math.max(...outputs);
    return { prediction: target.labels[outputs.indexOf(probability)] ?? "", probability };
  });
}
