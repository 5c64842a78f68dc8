import {
  finite,
  formatShape,
  normal,
  refuse,
  requireNames,
  requireRange,
  ShapeError,
  sizeOf,
  tensor,
} from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";

/**
 * A random orthogonal matrix: its columns, or its rows where there are fewer of them, have length `gain` and stand at
 * right angles, so that a linear layer neither stretches nor squeezes.
 *
 * Evenly distributed over all such matrices. Axes before the last two count as inputs, as in Keras; PyTorch folds its
 * `[units, inputs, …]` the other way, which is the same for two axes.
 *
 * @param options.gain - default 1; see `calculateGain`
 * @throws ValueError unless the gain is finite; ShapeError for fewer than two axes
 * @see Saxe, McClelland & Ganguli, 2013. https://arxiv.org/abs/1312.6120
 */
export function orthogonal(options: { gain?: number } = {}): Initializer {
  requireNames("orthogonal", options, ["gain"]);
  const { gain = 1 } = options;
  requireRange("orthogonal", finite, { gain });
  return (key, shape, { dtype }) => {
    if (shape.length < 2) {
      const cure = "Use it for a kernel, and zeros for a bias.";
      refuse(ShapeError, "orthogonal", "a shape of two axes or more", formatShape(shape), cure);
    }
    const units = shape.at(-1)!;
    const inputs = sizeOf(shape) / units;
    const [count, length] = [Math.min(inputs, units), Math.max(inputs, units)];
    const vectors = normal(key, [count, length], { dtype: "float64" }).toTypedArray() as Float64Array;
    orthonormalize(vectors, length);
    const rows = tensor(vectors, { shape: [count, length] });
    return (inputs < units ? rows : rows.transpose()).mul(gain).reshape(shape).cast(dtype);
  };
}

/**
 * Makes rows orthonormal in place, each from its own direction (Gram and Schmidt), so that normal numbers give an even
 * distribution. Twice: once leaves an error that grows with the number of rows.
 */
function orthonormalize(rows: Float64Array, length: number): void {
  for (let end = 0; end < rows.length; end += length) {
    const row = rows.subarray(end, end + length);
    for (let pass = 1; pass <= 2; pass++) {
      for (let at = 0; at < end; at += length) {
        const other = rows.subarray(at, at + length);
        const share = dot(row, other);
        for (let i = 0; i < length; i++) row[i]! -= share * other[i]!;
      }
      const size = Math.sqrt(dot(row, row));
      for (let i = 0; i < length; i++) row[i]! /= size;
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
