import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { logSoftmax } from "./logSoftmax.ts";

test("by hand: (ln 1, ln 2, ln 5) ↦ (ln ⅛, ln ¼, ln ⅝)", () => {
  const row = tensor([Math.log(1), Math.log(2), Math.log(5)], { dtype: "float64" });
  const logs = logSoftmax(row).toTypedArray();
  [1 / 8, 2 / 8, 5 / 8].forEach((p, i) => expect(logs[i]).toBeCloseTo(Math.log(p), 15));
});

test("finite where softmax is 0", () => {
  expect(logSoftmax(tensor([0, -1e30])).toArray()).toEqual([0, Math.fround(-1e30)]);
});

test("with axis 0 the columns", () => {
  const x = tensor(
    [
      [0, 1],
      [0, 1],
    ],
    { dtype: "float64" },
  );
  for (const log of logSoftmax(x, { axis: 0 }).toTypedArray()) expect(log).toBeCloseTo(-Math.LN2, 15);
});
