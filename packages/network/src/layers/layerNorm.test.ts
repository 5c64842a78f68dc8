import { randomKey, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { layerNorm } from "./layerNorm.ts";

test("by hand: each row has mean 0 and variance 1", () => {
  const layer = layerNorm({ epsilon: 1e-12, scale: false, bias: false });
  const x = tensor([[1, 3], [10, 30]], { dtype: "float64" }); // prettier-ignore
  const [y] = layer.apply({ parameters: {}, state: {} }, x, { training: true, key: randomKey(0) });
  [-1, 1, -1, 1].forEach((value, i) => expect(y.toTypedArray()[i]).toBeCloseTo(value, 9));
});
