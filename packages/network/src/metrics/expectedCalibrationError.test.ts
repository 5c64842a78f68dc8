import { oneHot, randomKey, tensor, uniform, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectedCalibrationError } from "./expectedCalibrationError.ts";

test("by hand, two bins: |0.25 − 0| for two of four rows, |0.85 − 0.5| for the others", () => {
  const [prediction, target] = [tensor([0.2, 0.3, 0.8, 0.9]), tensor([0, 0, 1, 0])];
  expect(expectedCalibrationError(prediction, target, { bins: 2 }).item()).toBeCloseTo((0.25 + 0.35) / 2, 6);
});

test("for classes the largest probability, right or wrong, as plain loops have it", () => {
  const [rows, classes, bins] = [200, 3, 15];
  const weights = uniform(randomKey(1), [rows, classes], { dtype: "float64" });
  const prediction = weights.div(weights.sum(1, { keepDims: true }));
  const labels = uniform(randomKey(2), [rows]).mul(classes).cast("int32");
  const [p, y] = [prediction.toArray() as number[][], labels.toTypedArray()];
  let gap = 0;
  for (let bin = 0; bin < bins; bin++) {
    let [confidence, right] = [0, 0];
    p.forEach((row, i) => {
      const largest = Math.max(...row);
      if (largest * bins < bin || largest * bins >= bin + 1) return;
      confidence += largest;
      right += Number(row.indexOf(largest) === y[i]);
    });
    gap += Math.abs(confidence - right) / rows;
  }
  expect(expectedCalibrationError(prediction, labels).item()).toBeCloseTo(gap, 13);
  const oneHotRows = oneHot(labels, classes, { dtype: "float64" });
  expect(expectedCalibrationError(prediction, oneHotRows).item()).toBeCloseTo(gap, 13);
});

test("the ends: certain and right 0, certain and wrong 1", () => {
  expect(expectedCalibrationError(tensor([0, 1]), tensor([0, 1])).item()).toBe(0);
  expect(expectedCalibrationError(tensor([0, 1]), tensor([1, 0])).item()).toBe(1);
});

test("scores are refused", () => {
  expect(() => expectedCalibrationError(tensor([2.5]), tensor([1]))).toThrow(ValueError);
});
