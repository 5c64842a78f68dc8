import { expect, test } from "vitest";
import { requireSameShape, tensor } from "./index.ts";

const [prediction, target] = [tensor([[1], [2], [3]]), tensor([1, 2, 3])];

test("requireSameShape: shapes that merely broadcast are refused, with the reshape to write", () => {
  expect(() => requireSameShape("huber", { prediction, target })).toThrow(
    "huber: expected target to have the shape of prediction, [3, 1], received [3]. " +
      "They would broadcast to [3, 3]. Reshape target with .reshape([3, 1]).",
  );
  expect(() => requireSameShape("huber", { prediction, target: tensor([1, 2]) })).toThrow(
    "They would broadcast to [3, 2]. Change target or the layer that makes [3, 1].",
  );
  expect(() => requireSameShape("huber", { prediction: target, target: tensor([1, 2]) })).toThrow(
    "received [2]. Change target or the layer that makes [3].",
  );
  expect(() => requireSameShape("huber", { prediction, target: prediction, weights: prediction })).not.toThrow();
});
