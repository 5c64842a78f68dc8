import { expect, test } from "vitest";
import { folds } from "./folds.ts";

test("each row is held out once, and trains in all other folds", () => {
  const parts = folds(11, { seed: 7, count: 3 });
  expect(parts.map(({ heldOut }) => heldOut.length)).toEqual([4, 4, 3]);
  expect(new Set(parts.flatMap(({ heldOut }) => [...heldOut])).size).toBe(11);
  for (const { train, heldOut } of parts) expect(new Set([...train, ...heldOut]).size).toBe(11);
});

test("stratified: each fold has its share of each label", () => {
  const labels = Array.from({ length: 30 }, (_, i) => (i < 20 ? "a" : "b"));
  for (const { heldOut } of folds(30, { seed: 1, stratify: labels })) {
    expect(heldOut.filter((row) => labels[row] === "a")).toHaveLength(4);
    expect(heldOut).toHaveLength(6);
  }
});

test("refuses more folds than rows", () => {
  expect(() => folds(3, { seed: 1 })).toThrow("from 2 to 3 folds, at least a row in each, received 5");
});
