import { grad } from "@chainrule/compiler";
import { ShapeError, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { marginRanking } from "./marginRanking.ts";

const scores = tensor([
  [3, 1],
  [3, 1],
  [0.25, 0.5],
]);
const target = tensor([1, -1, 1]);

test("by hand: the order asked for costs nothing, the other what it lacks", () => {
  expect(marginRanking(scores, target).toArray()).toEqual([0, 2, 0.25]);
  expect(marginRanking(scores, target, { margin: 3 }).toArray()).toEqual([1, 5, 3.25]);
});

test("the slopes are −target and target, where it costs", () => {
  expect(grad((p) => marginRanking(p, target).sum())(scores).toArray()).toEqual([
    [0, 0],
    [1, -1],
    [-1, 1],
  ]);
});

test("more than two scores are refused", () => {
  expect(() => marginRanking(tensor([[1, 2, 3]]), tensor([1]))).toThrow(
    new ShapeError(
      "marginRanking: expected prediction of shape […, 2]: the scores of each pair, received [1, 3]. " +
        "Join them with concat along the last axis.",
    ),
  );
});
