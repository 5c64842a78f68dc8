import { foldIn, randomKey, type Tensor, uniform } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { layoutSheet } from "../layout/layout.ts";
import { toJson } from "../render/json.ts";
import { readSheet } from "../sheet/readSheet.ts";
import { isAllRight, markSheet } from "./index.ts";

// Outputs so sure that 1 − a has lost its digits, or all of them: there the loss is known from the pre-activations.

type Value = number | string | readonly Value[];
type Text = string | readonly Text[];

const table = (key: Tensor, rows: number, columns: number, size: number): number[][] => {
  const drawn = uniform(key, [rows, columns], { low: -size, high: size, dtype: "float64" }).toArray() as number[][];
  return drawn.map((row) => row.map((x) => Number(x.toFixed(2))));
};

const heads = [
  ...["softmax bce", "sigmoid bce", "softmax cce", "sigmoid binaryFocalCrossentropy", "softmax polyLoss"],
  ...["softmax categoricalFocalCrossentropy", "softmax klDivergence", "sigmoid half_sq"],
];

function saturated(seed: number): object {
  const key = foldIn(randomKey(7), seed);
  const draw = (at: number, rows: number, columns: number, size: number): number[][] =>
    table(foldIn(key, at), rows, columns, size);
  const [head, loss] = heads[seed % heads.length]!.split(" ");
  const size = [4, 12, 24][seed % 3]!;
  const [hits] = draw(0, 1, 2, 1);
  return {
    format: "worked-example/1",
    id: `saturated ${seed}`,
    network: {
      layers: [2, 3, 2],
      activations: [["tanh", "relu", "softmax"][Math.floor(seed / 3) % 3], head],
      input: draw(1, 2, 2, 2),
      target: hits!.map((x) => (x > 0 ? [1, 0] : [0, 1])),
      weights: { W1: draw(2, 2, 3, size), W2: draw(3, 3, 2, size) },
      biases: { b1: draw(4, 1, 3, size)[0], b2: draw(5, 1, 2, size)[0] },
      loss: { name: loss },
      learning_rate: 0.1,
    },
    steps: [],
  };
}

const nets = Array.from({ length: 120 }, (_, seed) => {
  const sheet = saturated(seed);
  return { seed, sheet, steps: toJson(layoutSheet(readSheet(sheet))).steps };
});

test("what each output costs adds up to the loss", () => {
  for (const { seed, steps } of nets) {
    const value = (id: string): Value => steps.find((step) => step.id === id)!.value;
    const sum = [value("loss_terms")].flat(2).reduce((total: number, term) => total + Number(term), 0) / 2;
    const loss = Number(value("loss"));
    expect(Math.abs(sum - loss), `${seed}: ${sum} and ${loss}`).toBeLessThanOrEqual(1e-12 * Math.max(1, loss));
  }
});

const print = (value: Value, format: (x: number) => string): Text =>
  Array.isArray(value) ? value.map((entry: Value) => print(entry, format)) : format(Number(value));

interface Format {
  readonly name: string;
  readonly write: (x: number) => string;
  /** Of larger numbers a double does not have so many digits. */
  readonly largest: number;
}

const formats = [3, 4, 5, 6, 7, 8].flatMap((n): Format[] => [
  { name: `${n} decimals`, write: (x) => x.toFixed(n), largest: 10 ** (13 - n) },
  { name: `${n} significant digits`, write: (x) => String(Number(x.toPrecision(n))), largest: 1e10 },
]);

describe("a sheet copied from what laying out says has no mistake", () => {
  test.each(formats)("$name", ({ write, largest }) => {
    const legible = nets.filter(({ steps }) =>
      steps.every(({ value }) => [value].flat(3).every((x) => typeof x === "number" && Math.abs(x) < largest)),
    );
    expect(legible.length).toBeGreaterThan(60);
    for (const { sheet, steps } of legible) {
      const written = steps
        .filter(({ quantity }) => !/^[xyWb]\d*$/.test(quantity))
        .map(({ quantity, value }) => ({ id: quantity, quantity, printed: print(value, write) }));
      const marking = markSheet(readSheet({ ...sheet, steps: written }));
      expect(marking.steps.filter(({ verdict }) => verdict !== "right" && verdict !== "rounded")).toEqual([]);
      expect(isAllRight(marking)).toBe(true);
    }
  });
});
