import { grad } from "@chainrule/compiler";
import { fullLike, tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { quantile } from "./quantile.ts";

const prediction = tensor([1, 1, 1]);
const target = tensor([5, 1, -3]);

test("by hand: with q = 0.75 too low costs ¾, too high ¼ of the error", () => {
  expect(quantile(prediction, target, { q: 0.75 }).toArray()).toEqual([3, 0, 1]);
  expect(quantile(prediction, target).toArray()).toEqual([2, 0, 2]);
});

test("the slope is −q, 0 and 1 − q", () => {
  expect(grad((p) => quantile(p, target, { q: 0.75 }).sum())(prediction).toArray()).toEqual([-0.75, 0, 0.25]);
});

test("is least where a share q of the targets lies below", () => {
  const targets = tensor(Array.from({ length: 100 }, (_, i) => i + 0.5));
  const total = (p: number): number => quantile(fullLike(targets, p), targets, { q: 0.9 }).sum().item();
  const best = Array.from({ length: 101 }, (_, p) => p).reduce((a, b) => (total(b) < total(a) ? b : a));
  expect(best).toBe(90);
});

test("q = 1.5 is refused", () => {
  expect(() => quantile(prediction, target, { q: 1.5 })).toThrow(ValueError);
});
