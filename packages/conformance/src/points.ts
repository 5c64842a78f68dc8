import { type DType, normal, randomKey, type Shape, tensor, type Tensor, uniform } from "@chainrule/tensor";

/** 1e-30 to 1e30, three in a decade, as float32 holds them. */
const magnitudes = Array.from({ length: 61 }, (_, i) =>
  [1, 2, 5].map((digit) => Math.fround(digit * 10 ** (i - 30))),
).flat();

/** From 0 to 1, both exactly and as near to them as float32 comes. */
const unit = [0, 2 ** -149, 1e-38, 1e-20, 1e-6, 0.01, 0.3, 0.5, 0.75, 0.99, 1 - 1e-6, 1 - 2 ** -24, 1].map(Math.fround);

/** 0 and both signs of 1e-30 to 1e30. */
export const extremes: readonly number[] = [0, ...magnitudes, ...magnitudes.map((x) => -x)];

/** What the numbers of an argument are: of predictions and targets of a loss. */
export type Kind = "real" | "positive" | "probability" | "distribution" | "sign" | "label";

/** Rows of ordinary numbers of a kind, the same for the same seed; a label is one whole number a row. */
export function ordinary(kind: Kind, [rows, columns]: readonly [number, number], seed: number, dtype: DType): Tensor {
  const key = randomKey(seed);
  const shape: Shape = [rows, columns];
  switch (kind) {
    case "real":
      return normal(key, shape, { deviation: 1.5, dtype });
    case "positive":
      return normal(key, shape, { dtype }).exp();
    case "probability":
      return uniform(key, shape, { low: 0.05, high: 0.95, dtype });
    case "distribution": {
      const shares = uniform(key, shape, { low: 0.1, dtype });
      return shares.div(shares.sum(-1, { keepDims: true }));
    }
    case "sign":
      return uniform(key, shape).less(0.5).cast(dtype).mul(2).sub(1);
    case "label":
      return uniform(key, [rows]).mul(columns).cast("int32");
  }
}

/** Rows of two with the far ends of a kind. */
export function farEnds(kind: Exclude<Kind, "label">, dtype: DType): Tensor {
  const rows = {
    real: () => extremes.map((x) => [x, x]),
    positive: () => magnitudes.map((x) => [x, x]),
    probability: () => unit.map((p) => [p, p]),
    distribution: () => unit.map((p) => [p, Math.fround(1 - p)]),
    sign: () => [
      [1, 1],
      [-1, -1],
    ],
  }[kind]();
  return tensor(rows, { dtype });
}

/** Targets for such rows: ordinary ones, and the certain ones 0 and 1 where a kind has them. */
export function targetsAtEnds(kind: Kind, rows: number, dtype: DType): Tensor[] {
  const certain =
    kind === "probability" || kind === "distribution"
      ? [
          [1, 0],
          [0, 1],
        ]
      : [];
  return [ordinary(kind, [rows, 2], 9, dtype), ...certain.map((row) => tensor(row, { dtype }).broadcastTo([rows, 2]))];
}
