import { normal, randomKey, ShapeError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { groupNorm } from "./groupNorm.ts";
import { layerNorm } from "./layerNorm.ts";

test("one group over rows of features is layer normalization", () => {
  const x = normal(randomKey(1), [3, 6], { dtype: "float64" });
  const [one, layer] = [groupNorm(1), layerNorm()].map((made) =>
    made.apply(made.init(randomKey(0), [6], { dtype: "float64" }), x, { training: true, key: randomKey(0) })[0],
  ); // prettier-ignore
  one!.toTypedArray().forEach((value, i) => expect(value).toBeCloseTo(layer!.toTypedArray()[i]!, 13));
});

test("groups that do not divide the features are refused", () => {
  const call = (): unknown => groupNorm(4).init(randomKey(0), [6], { dtype: "float32" });
  expect(call).toThrow(ShapeError);
  expect(call).toThrow("groupNorm: expected a multiple of 4 features, received 6.");
});
