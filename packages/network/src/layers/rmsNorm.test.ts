import { randomKey, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { rmsNorm } from "./rmsNorm.ts";

test("by hand: √((9 + 16) / 2) is what 3 and 4 are divided by; zeros stay", () => {
  const layer = rmsNorm({ epsilon: 1e-12 });
  const memory = layer.init(randomKey(0), [2], { dtype: "float64" });
  const x = tensor([[3, 4], [0, 0]], { dtype: "float64" }); // prettier-ignore
  const [y] = layer.apply(memory, x, { training: false, key: randomKey(0) });
  [3, 4, 0, 0].forEach((value, i) => expect(y.toTypedArray()[i]).toBeCloseTo(value / Math.sqrt(12.5), 9));
});
