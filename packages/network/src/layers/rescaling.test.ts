import { tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { initialize, predict, rescaling, sequential } from "../index.ts";

test("by hand: one number for all, or one for each feature", () => {
  const on = (layer: ReturnType<typeof rescaling>) =>
    predict(initialize(sequential([layer]), { inputShape: [2] }), tensor([[2, 4]])).toArray();
  expect(on(rescaling({ scale: 0.5 }))).toEqual([[1, 2]]);
  expect(on(rescaling({ scale: [0.5, 2], offset: [1, -1] }))).toEqual([[2, 7]]);
});
