import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { meanIou } from "./meanIou.ts";

test("the example of Keras' documentation: 1/3 for both classes", () => {
  const [prediction, target] = [tensor([0, 1, 0, 1], { dtype: "float64" }), tensor([0, 0, 1, 1])];
  expect(meanIou(prediction, target).item()).toBeCloseTo(1 / 3, 15);
});
