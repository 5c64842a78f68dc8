import { expect, test } from "vitest";
import { foldIn, normal, permutation, randomBits, randomKey, sort, tensor, Tensor, uniform } from "./index.ts";

const key = randomKey(7);
const count = 100_000;

/** Mean, variance, skewness and kurtosis. */
function moments(x: Tensor): number[] {
  const numbers = x.cast("float64");
  const centred = numbers.sub(numbers.mean());
  const of = (power: number): number => centred.pow(power).mean().item();
  return [numbers.mean().item(), of(2), of(3) / of(2) ** 1.5, of(4) / of(2) ** 2];
}

test("the same seed gives the same bits, another seed or number others", () => {
  expect(uniform(randomKey(7), [4]).toArray()).toEqual(uniform(key, [4]).toArray());
  const draws = [key, randomKey(8), randomKey(-7), randomKey(7 + 2 ** 32), foldIn(key, 0), foldIn(key, 1)];
  expect(new Set(draws.map((k) => String(randomBits(k, [2], 31)))).size).toBe(draws.length);
});

// Computed apart, in Python.
test("these bits, on every platform and for ever", () => {
  expect(key.toArray()).toEqual([7, 0]);
  expect(randomBits(key, [3], 31).toArray()).toEqual([1950946485, 1482444951, 203933528]);
  expect(foldIn(key, 3).toArray()).toEqual([-306587230, -931066921]);
  expect(uniform(key, [2]).toArray()).toEqual([0.9084802269935608, 0.6903172135353088]);
  expect(normal(key, [2]).toArray()).toEqual([-0.2890346646308899, 0.8215765357017517]);
  expect(Array.from(permutation(key, 6))).toEqual([2, 5, 3, 4, 0, 1]);
});

test("an element depends on its place alone, not on how many are drawn", () => {
  expect(uniform(key, [10]).toTypedArray().slice(0, 3)).toEqual(uniform(key, [3]).toTypedArray());
});

test("a key may be folded with a tensor, inside a traced function too", () => {
  expect(foldIn(key, tensor(3, { dtype: "int32" })).toArray()).toEqual(foldIn(key, 3).toArray());
  const step = new Tensor({ shape: [], dtype: "int32" });
  expect(uniform(foldIn(key, step), [2, 3])).toMatchObject({ isExpression: true, shape: [2, 3] });
});

test.each(["float32", "float64"] as const)(
  "uniform %s: within [0, 1), even, with the moments of the distribution",
  (dtype) => {
    const x = uniform(key, [count], { dtype });
    const numbers = x.toTypedArray();
    expect(numbers.every((u) => u >= 0 && u < 1)).toBe(true);
    const bins = new Array<number>(100).fill(0);
    for (const u of numbers) bins[Math.floor(u * 100)]!++;
    // χ² with 99 degrees of freedom: below 150 in 99.9 % of cases, above 60 likewise.
    const chiSquare = bins.reduce((sum, n) => sum + (n - count / 100) ** 2 / (count / 100), 0);
    expect(chiSquare).toBeGreaterThan(60);
    expect(chiSquare).toBeLessThan(150);
    const [mean, variance] = moments(x);
    expect(mean).toBeCloseTo(1 / 2, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  },
);

test("uniform float64 has more than 24 random bits", () => {
  const numbers = uniform(key, [1000], { dtype: "float64" }).toTypedArray();
  expect(numbers.filter((u) => Math.fround(u) !== u).length).toBeGreaterThan(900);
});

test("uniform from low to high", () => {
  const numbers = uniform(key, [1000], { low: -3, high: 5 });
  expect(numbers.reduceMin().item()).toBeGreaterThanOrEqual(-3);
  expect(numbers.reduceMax().item()).toBeLessThanOrEqual(5);
  expect(numbers.mean().item()).toBeCloseTo(1, 0);
});

test.each(["float32", "float64"] as const)("normal %s: the moments 0, 1, 0, 3, and the quantiles", (dtype) => {
  const x = normal(key, [count], { dtype });
  const [mean, variance, skewness, kurtosis] = moments(x);
  expect(Math.abs(mean!)).toBeLessThan(0.01);
  expect(Math.abs(variance! - 1)).toBeLessThan(0.015);
  expect(Math.abs(skewness!)).toBeLessThan(0.03);
  expect(Math.abs(kurtosis! - 3)).toBeLessThan(0.06);
  const sorted = sort(x, 0).toTypedArray();
  expect(sorted[0.025 * count]).toBeCloseTo(-1.96, 1);
  expect(sorted[0.975 * count]).toBeCloseTo(1.96, 1);
});

test("normal with another mean and deviation", () => {
  const [mean, variance] = moments(normal(key, [count], { mean: 5, deviation: 0.1 }));
  expect(mean).toBeCloseTo(5, 2);
  expect(variance).toBeCloseTo(0.01, 3);
});

test("neighbouring elements and neighbouring keys are not correlated", () => {
  const correlation = (a: Tensor, b: Tensor): number => a.sub(0.5).mul(b.sub(0.5)).mean().mul(12).item();
  const x = uniform(key, [count]);
  const next = tensor(x.toTypedArray().map((_, i, all) => all[(i + 1) % count]!));
  expect(Math.abs(correlation(x, next))).toBeLessThan(0.01);
  expect(Math.abs(correlation(x, uniform(randomKey(8), [count])))).toBeLessThan(0.01);
  expect(Math.abs(correlation(x, uniform(foldIn(key, 0), [count])))).toBeLessThan(0.01);
});

test("a permutation holds every number once; each place is as likely as another", () => {
  expect(Array.from(permutation(key, 1000)).sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  expect([permutation(key, 0).length, permutation(key, 1)[0]]).toEqual([0, 0]);
  const places = new Array<number>(6).fill(0);
  for (let i = 0; i < 6000; i++) places[permutation(foldIn(key, i), 6).indexOf(0)]!++;
  for (const n of places) expect(Math.abs(n - 1000)).toBeLessThan(120);
});

test("wrong seeds, keys and bits are refused", () => {
  for (const seed of [0.5, NaN, 2 ** 53]) {
    expect(() => randomKey(seed)).toThrow(
      `randomKey: expected a whole number as seed, received ${seed}. Use one such as 7.`,
    );
  }
  expect(() => uniform(tensor([1, 2]), [3])).toThrow(
    "randomBits: expected a key, int32 [2], received float32. Make one",
  );
  expect(() => randomBits(key, [3], 0)).toThrow("randomBits: expected 1 to 32 bits, received 0. Try 24.");
  expect(() => randomBits(key, [0.5], 3)).toThrow("expected whole numbers in a list, received 0.5");
});

test("foldIn counts from 0: below that keys would be those of other draws", () => {
  expect(() => foldIn(randomKey(7), -1)).toThrow("foldIn: expected a whole number, 0 or above, received -1");
  expect(() => foldIn(randomKey(7), tensor(-1, { dtype: "int32" }))).toThrow("Count from 0.");
});
