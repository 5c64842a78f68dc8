import { grad } from "@chainrule/compiler";
import { ShapeError, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { tripletMargin } from "./tripletMargin.ts";

const double = (numbers: number | number[] | number[][] | number[][][]) => tensor(numbers, { dtype: "float64" });

// Distances 5 and 13 from the anchor, and the other way round.
const triples = double([
  [[0, 0], [3, 4], [5, 12]],
  [[0, 0], [5, 12], [3, 4]],
]); // prettier-ignore

test("by hand: 5 − 13 + margin costs nothing up to a margin of 8, 13 − 5 + 1 is 9", () => {
  expect(tripletMargin(triples, double([1, 1])).toArray()).toEqual([0, 9]);
  expect(tripletMargin(triples, double([10, 0])).toArray()).toEqual([2, 8]);
});

test("by hand: the slopes are the directions", () => {
  const slopes = grad((p) => tripletMargin(p, double([0, 1])).sum())(triples).toTypedArray();
  const [near, far] = [[3 / 5, 4 / 5] as const, [5 / 13, 12 / 13] as const];
  const anchor = [near[0] - far[0], near[1] - far[1]];
  const expected = [0, 0, 0, 0, 0, 0, ...anchor, ...far, -near[0], -near[1]];
  expected.forEach((slope, i) => expect(slopes[i]).toBeCloseTo(slope, 15));
});

test("anchor and positive at one place have no slope between them", () => {
  const slopes = grad((p) => tripletMargin(p, double([9])).sum())(
    double([
      [
        [1, 1],
        [1, 1],
        [4, 5],
      ],
    ]),
  ).toTypedArray();
  [0.6, 0.8, 0, 0, -0.6, -0.8].forEach((expected, i) => expect(slopes[i]).toBeCloseTo(expected, 15));
});

test("another number of vectors is refused", () => {
  expect(() => tripletMargin(double([[[1], [2]]]), double([1]))).toThrow(
    new ShapeError(
      "tripletMargin: expected prediction of shape […, 3, features]: anchor, positive, negative, received [1, 2, 1]. " +
        "Join them with concat along the axis before the last.",
    ),
  );
});
