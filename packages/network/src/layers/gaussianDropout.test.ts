import { full, randomKey } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { gaussianDropout } from "./gaussianDropout.ts";

test("the mean stays, with variance x² · rate / (1 − rate)", () => {
  const x = full([200, 200], 3, { dtype: "float64" });
  const [y] = gaussianDropout(0.2).apply({ parameters: {}, state: {} }, x, { training: true, key: randomKey(2) });
  expect(y.mean().item()).toBeCloseTo(3, 1);
  expect(y.sub(3).square().mean().item() / (9 * 0.25)).toBeCloseTo(1, 1.4);
});
