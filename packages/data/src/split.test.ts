import { expect, test } from "vitest";
import { DataError } from "./error.ts";
import { split } from "./split.ts";

test("each row is in one part, in the order of the table", () => {
  const { train, heldOut } = split(10, { seed: 7 });
  expect(heldOut).toHaveLength(2);
  expect([...train]).toEqual([...train].sort((a, b) => a - b));
  expect([...train, ...heldOut].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("one seed, one split", () => {
  expect(split(1000, { seed: 1 })).toEqual(split(1000, { seed: 1 }));
  expect(split(1000, { seed: 1 })).not.toEqual(split(1000, { seed: 2 }));
  expect([...split(20, { seed: 7 }).heldOut]).toEqual([3, 4, 17, 18]);
});

test("every row is held out as often as any other", () => {
  const counts = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 1000; seed++) for (const row of split(10, { seed }).heldOut) counts[row]!++;
  // 200 ± 5 standard deviations of √(1000 · 0.2 · 0.8)
  for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(63);
});

test("stratified: each label has its share, one of two rows is in both parts, a single row trains", () => {
  const labels = [...Array<string>(50).fill("a"), ...Array<string>(10).fill("b"), "c", "c", "d"];
  const { train, heldOut } = split(labels.length, { seed: 3, stratify: labels });
  const count = (rows: Int32Array, label: string): number => rows.filter((row) => labels[row] === label).length;
  expect(["a", "b", "c", "d"].map((label) => [count(train, label), count(heldOut, label)])).toEqual([
    [40, 10],
    [8, 2],
    [1, 1],
    [1, 0],
  ]);
});

test("never all rows, never none", () => {
  expect(split(2, { seed: 1, fraction: 0.01 }).heldOut).toHaveLength(1);
  expect(split(2, { seed: 1, fraction: 0.99 }).train).toHaveLength(1);
});

test.each([
  [1, { seed: 1 }, "at least two rows, received 1"],
  [9, { seed: 1, fraction: 1 }, "a fraction between 0 and 1, received 1"],
  [9, { seed: 1, fraction: NaN }, "received NaN"],
  [3, { seed: 1, stratify: ["a", "b"] }, "a label for each of the 3 rows, received 2"],
  [2, { seed: 1, stratify: ["a", "b"] }, "a label with at least two rows"],
])("refuses %j rows with %j", (rows, options, message) => {
  const refused = (): unknown => split(rows, options);
  expect(refused).toThrow(DataError);
  expect(refused).toThrow(message);
});
