import { type DType, tensor, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { compile, grad } from "./index.ts";

// Losses on probabilities are as accurate as on logits: float32 against float64 formulas of logits in plain numbers.

const logits = [-1e4, -300, -104, -89, -30, -17, -3.3, -0.7, -1e-4, 0, 1e-4, 0.7, 3.3, 17, 30, 89, 104, 300, 1e4].map(
  Math.fround,
);

const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
const sigmoid = (z: number): number => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)));

/** Within 8 ulp of float32, or of the largest term where terms cancel. */
function expectNear(ours: number, truth: number, largest = 0): void {
  const bound = Math.max(Math.abs(truth) * 2 ** -20, largest * 2 ** -22, 2 ** -146);
  expect(Math.abs(ours - truth), `${ours} for ${truth}`).toBeLessThanOrEqual(bound);
}

const one = (f: (z: Tensor) => Tensor, z: number, dtype: DType = "float32"): number =>
  (compile(f)(tensor([z], { dtype })).toTypedArray() as Float32Array)[0]!;
const slope = (f: (z: Tensor) => Tensor, z: number): number => grad((x) => f(x).sum())([z]).toTypedArray()[0]!;

const forms: Readonly<
  Record<string, readonly [(z: Tensor) => Tensor, value: (z: number) => number, slope: (z: number) => number]>
> = {
  "log exp": [(z) => z.exp().log(), (z) => z, () => 1],
  "log σ": [(z) => z.sigmoid().log(), (z) => -softplus(-z), (z) => sigmoid(-z)],
  "log(1 − σ)": [(z) => tensor(1).sub(z.sigmoid()).log(), (z) => -softplus(z), (z) => -sigmoid(z)],
  "log(−σ + 1)": [(z) => z.sigmoid().neg().add(1).log(), (z) => -softplus(z), (z) => -sigmoid(z)],
  "log1p(−σ)": [(z) => z.sigmoid().neg().log1p(), (z) => -softplus(z), (z) => -sigmoid(z)],
  "0.3 log σ, by xlogy": [
    (z) => tensor(0.3).xlogy(z.sigmoid()),
    (z) => -Math.fround(0.3) * softplus(-z),
    (z) => Math.fround(0.3) * sigmoid(-z),
  ],
  "0.3 log(1 − σ), by xlog1py": [
    (z) => tensor(0.3).xlog1py(z.sigmoid().neg()),
    (z) => -Math.fround(0.3) * softplus(z),
    (z) => -Math.fround(0.3) * sigmoid(z),
  ],
  "log of a marked σ": [(z) => z.sigmoid().named("p", { z }).log(), (z) => -softplus(-z), (z) => sigmoid(-z)],
};

describe.each(Object.entries(forms))("%s, at logits up to ±10⁴", (_, [f, value, slopeOf]) => {
  test("value and slope", () => {
    for (const z of logits) {
      expectNear(one(f, z), value(z));
      expectNear(slope(f, z), slopeOf(z));
    }
  });
});

const softmax = (z: Tensor): Tensor => {
  const e = z.sub(z.reduceMax(-1, { keepDims: true }).stopGradient()).exp();
  return e.div(e.sum(-1, { keepDims: true })).named("softmax", { z });
};

const rows = [
  [0, 0, 0],
  [1, 2, 3],
  [1e4, 0, -1e4],
  [-1e4, 50, 0],
  [30, 29, -30],
  [0.1, 0.1, 200],
  [5, 5, 5.001],
].map((row) => row.map(Math.fround));
const logSum = (z: readonly number[]): number => {
  const top = Math.max(...z);
  return top + Math.log(z.reduce((sum, x) => sum + Math.exp(x - top), 0));
};
const without = (z: readonly number[], i: number): number[] => z.filter((_, j) => j !== i);

describe.each(rows.map((row) => [row]))("softmax of %j", (z) => {
  const row = tensor([z]);
  const p = z.map((x) => Math.exp(x - logSum(z)));
  // The difference to the largest logit is rounded to float32.
  const scale = Math.max(...z) - Math.min(...z);

  test("its logarithm, and that of one minus it", () => {
    const logs = compile((x) => softmax(x).log())(row).toTypedArray();
    const complements = compile((x) => tensor(1).sub(softmax(x)).log())(row).toTypedArray();
    z.forEach((x, i) => {
      expectNear(logs[i]!, x - logSum(z), Math.min(scale, 1e4));
      expectNear(complements[i]!, logSum(without(z, i)) - logSum(z), Math.min(scale, 1));
    });
  });

  test("the slope of cross-entropy is p − y", () => {
    z.forEach((_, label) => {
      const y = z.map((__, i) => Number(i === label));
      const slopes = grad((x) => tensor([y]).xlogy(softmax(x)).sum().neg())(row).toTypedArray();
      p.forEach((pi, i) => expectNear(slopes[i]!, pi - y[i]!, Math.max(pi, y[i]!)));
    });
  });

  test("the slope of ln(1 − pᵢ) is −pᵢ(δᵢⱼ − pⱼ)/(1 − pᵢ)", () => {
    z.forEach((_, i) => {
      const pick = tensor([z.map((__, j) => Number(j === i))]);
      const slopes = grad((x) => pick.xlog1py(softmax(x).neg()).sum())(row).toTypedArray();
      const others = logSum(without(z, i));
      z.forEach((x, j) => {
        // ln(1 − pᵢ) = logSum of the others − logSum of all.
        const truth = (j === i ? 0 : Math.exp(x - others)) - p[j]!;
        expectNear(slopes[j]!, truth, j === i ? 0 : Math.max(Math.exp(x - others), p[j]!));
      });
    });
  });
});

test("a class that is ruled out by −∞ costs nothing where the target is 0, and has no slope", () => {
  const masked = tensor([[1, -Infinity, 2]]);
  const loss = (z: Tensor): Tensor =>
    tensor([[0, 0, 1]])
      .xlogy(softmax(z))
      .sum()
      .neg();
  expectNear(compile(loss)(masked).item(), Math.log1p(Math.exp(-1)));
  const slopes = grad(loss)(masked).toTypedArray();
  [sigmoid(-1), 0, sigmoid(-1) * -1].forEach((truth, i) => expectNear(slopes[i]!, truth));
  const sure = (z: Tensor): Tensor => tensor([0, 1]).xlogy(z.sigmoid()).sum();
  expect(compile(sure)([-Infinity, 0]).item()).toBeCloseTo(-Math.LN2, 6);
  expect(grad(sure)([-Infinity, 0]).toArray()).toEqual([0, 0.5]);
});

test("what is no probability of that kind stays as it is written", () => {
  expect(one((x) => x.exp().log(), 3, "float64")).toBeCloseTo(3, 14);
  expect(one((x) => x.div(x.add(1)).log(), 3, "float64")).toBeCloseTo(Math.log(3 / 4), 14);
  expect(one((x) => tensor(2, { dtype: "float64" }).sub(x.sigmoid()).log(), 0, "float64")).toBeCloseTo(
    Math.log(1.5),
    14,
  );
  expect(one((x) => x.sigmoid().log1p(), 0, "float64")).toBeCloseTo(Math.log(1.5), 14);
});

test("a reshape between probability and logarithm hides nothing", () => {
  const flat = (x: Tensor): Tensor => x.reshape([4]);
  const z = tensor([
    [-800, 0],
    [40, 0],
  ]);
  expectNear(compile((x) => flat(softmax(x)).log())(z).toTypedArray()[0]!, -800);
  const complement = compile((x) => tensor(1).sub(flat(x.sigmoid())).log())(z).toTypedArray();
  expectNear(complement[2]!, -40);
});
