import { grad } from "@chainrule/compiler";
import { randomKey, tensor, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { unitNorm } from "./unitNorm.ts";

const apply = (x: Tensor): Tensor =>
  unitNorm().apply({ parameters: {}, state: {} }, x, { training: false, key: randomKey(0) })[0];

test("by hand: 3 and 4 become 0.6 and 0.8; zeros stay, with a finite slope", () => {
  const x = tensor([[3, 4], [0, 0]]); // prettier-ignore
  expect(apply(x).toArray()).toEqual([[0.6, 0.8], [0, 0]].map((row) => row.map(Math.fround))); // prettier-ignore
  expect(grad((z: Tensor) => apply(z).sum())(x).toTypedArray().every(Number.isFinite)).toBe(true); // prettier-ignore
});
