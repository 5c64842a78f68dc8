import { grad } from "@chainrule/compiler";
import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { hingeEmbedding } from "./hingeEmbedding.ts";

const distance = tensor([0.25, 0.25, 3]);
const target = tensor([1, -1, -1]);

test("by hand: what is alike costs its distance, what is not what it lacks to the margin", () => {
  expect(hingeEmbedding(distance, target).toArray()).toEqual([0.25, 0.75, 0]);
  expect(hingeEmbedding(distance, target, { margin: 4 }).toArray()).toEqual([0.25, 3.75, 1]);
});

test("the slope is 1, −1, and 0 beyond the margin", () => {
  expect(grad((p) => hingeEmbedding(p, target).sum())(distance).toArray()).toEqual([1, -1, 0]);
});

test("a distance below 0 is refused", () => {
  expect(() => hingeEmbedding(tensor([-1]), tensor([1]))).toThrow(
    new ValueError(
      "hingeEmbedding: expected prediction 0 or above, received -1. End the network with softplus or exponential.",
    ),
  );
});

test("0 as target is refused, with the way to map it", () => {
  expect(() => hingeEmbedding(tensor([1]), tensor([0]))).toThrow(
    new ValueError("hingeEmbedding: expected target −1 or 1, received 0. Map 0 and 1 with .mul(2).sub(1)."),
  );
});
