import { expect, test } from "vitest";
import { decodePredictions } from "./decodePredictions.ts";
import { DataError } from "./error.ts";
import { fitPreparation } from "./fitPreparation.ts";
import { parseCsv } from "./parseCsv.ts";
import { prepare } from "./prepare.ts";

const training = parseCsv("size,place,y\n1,b,cat\n3,a,dog\n1,b,cow\n3,c,cat\n");
const preparation = fitPreparation(training, { target: "y" });

test("normalizes numbers, sets a 1 for a category and for a class", () => {
  const { inputs, targets } = prepare(preparation, training, { needTarget: true });
  expect(inputs.toArray()).toEqual([
    [-1, 0, 1, 0],
    [1, 1, 0, 0],
    [-1, 0, 1, 0],
    [1, 0, 0, 1],
  ]);
  expect(targets.toArray()).toEqual([
    [1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ]);
  expect([inputs.dtype, targets.dtype]).toEqual(["float32", "float32"]);
});

test("finds columns by name, needs no target and ignores others", () => {
  const { inputs, ...rest } = prepare(preparation, parseCsv("note,place,size\nx,c,5\n"));
  expect(inputs.toArray()).toEqual([[3, 0, 0, 1]]);
  expect(rest).toEqual({});
});

test("yes or no as 0 and 1, numbers normalized", () => {
  const table = parseCsv("a,yes,n\n1,y,10\n2,n,30\n3,y,20\n4,y,20\n");
  const asked = prepare(fitPreparation(table, { target: "yes" }), table, { needTarget: true });
  expect(asked.targets.toArray()).toEqual([[1], [0], [1], [1]]);
  const counted = fitPreparation(table, { target: "n" });
  const { targets } = prepare(counted, table, { needTarget: true });
  expect(targets.toTypedArray()).toEqual(Float32Array.of(-Math.SQRT2, Math.SQRT2, 0, 0));
  const restored = decodePredictions(counted, targets).map(({ prediction }) => Math.fround(Number(prediction)));
  expect(restored).toEqual([10, 30, 20, 20]);
});

test("a constant column gives 0 and never divides by 0", () => {
  const table = parseCsv("a,y\n7,1\n7,2\n");
  expect(prepare(fitPreparation(table, { target: "y" }), table).inputs.toArray()).toEqual([[0], [0]]);
});

test("fills missing cells and unknown categories with what training had", () => {
  const forgiving = { ...preparation, missing: "mean" as const };
  const { inputs } = prepare(forgiving, parseCsv("size,place\n,a\n3,?\n3,elsewhere\n"));
  expect(inputs.toArray()).toEqual([
    [0, 1, 0, 0],
    [1, 0, 1, 0],
    [1, 0, 1, 0],
  ]);
});

test.each([
  ["absent columns", "sice,y\n1,cat\n", '"size", "place", received the columns "sice", "y". Did you mean "sice"?'],
  ["a missing cell", "size,place,y\n1,a,cat\n,a,cat\n", 'a number in line 3, column "size", received an empty cell'],
  ["a cell that is no number", "size,place,y\n12abc,a,cat\n", 'a number in line 2, column "size", received "12abc"'],
  ["an unknown category", "size,place,y\n1,z,cat\n", 'one of "a", "b", "c" in line 2, column "place", received "z"'],
  ["an unknown label", "size,place,y\n1,a,horse\n", 'received "horse". Training did not have this label'],
  ["a label spelled otherwise", "size,place,y\n1,a,Dog\n", 'Did you mean "dog"?'],
  ["a number that overflows", "size,place,y\n1e39,a,cat\n", 'in line 2, column "size", received 1e+39'],
])("refuses %s", (_, csv, message) => {
  const refused = (): unknown => prepare(preparation, parseCsv(csv), { needTarget: true });
  expect(refused).toThrow(DataError);
  expect(refused).toThrow(message);
});
