import { ShapeError, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { cosineEmbedding } from "./cosineEmbedding.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

const pairs = double([
  [[3, 4], [4, 3]],
  [[3, 4], [4, 3]],
  [[3, 4], [-4, -3]],
]); // prettier-ignore
const target = double([1, -1, -1]);

test("by hand: a cosine of 24/25 costs 1/25 where alike and 24/25 where not; −24/25 where not costs 0", () => {
  const losses = cosineEmbedding(pairs, target).toTypedArray();
  [1 / 25, 24 / 25, 0].forEach((expected, i) => expect(losses[i]).toBeCloseTo(expected, 15));
  expect(cosineEmbedding(pairs, target, { margin: 0.5 }).toTypedArray()[1]).toBeCloseTo(24 / 25 - 0.5, 15);
});

test("another number of vectors, or a target for each number, is refused", () => {
  expect(() => cosineEmbedding(double([[3, 4, 5]]), double([1]))).toThrow(
    new ShapeError(
      "cosineEmbedding: expected prediction of shape […, 2, features]: first, second, received [1, 3]. " +
        "Join them with concat along the axis before the last.",
    ),
  );
  expect(() => cosineEmbedding(pairs, double([[1], [1], [-1]]))).toThrow(
    /^cosineEmbedding: expected target to have the shape of the rows of prediction, \[3\], received \[3, 1\]\./,
  );
});

test("a margin beyond 1 is refused", () => {
  expect(() => cosineEmbedding(pairs, target, { margin: 2 })).toThrow(ValueError);
});
