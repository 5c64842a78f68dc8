import { expect, test } from "vitest";
import { DataError } from "./error.ts";
import { fitPreparation, type FitOptions } from "./fitPreparation.ts";
import { parseCsv } from "./parseCsv.ts";
import type { Preparation } from "./preparation.ts";

const fit = (csv: string, options: Partial<FitOptions> = {}): Preparation =>
  fitPreparation(parseCsv(csv), { target: "y", ...options });

test("means and standard deviations of numbers, values of categories, labels of classes", () => {
  expect(fit("size,place,y\n1,b,cat\n2,a,dog\n3,b,cow\n6,c,cat\n")).toEqual({
    features: [
      { kind: "number", column: "size", mean: 3, scale: Math.sqrt(3.5) },
      { kind: "category", column: "place", values: ["a", "b", "c"], usual: "b" },
    ],
    target: { kind: "classes", column: "y", labels: ["cat", "cow", "dog"] },
    missing: "error",
  });
});

test("is plain JSON", () => {
  const learned = fit("a,b,y\n1,x,yes\n2,y,no\n");
  expect(JSON.parse(JSON.stringify(learned))).toEqual(learned);
});

test("a constant column, whose mean is rounded, keeps the scale 1", () => {
  const rows = "0.1,1\n".repeat(9) + "0.1,2\n";
  expect(fit(`a,y\n${rows}`).features[0]).toEqual({ kind: "number", column: "a", mean: 0.1, scale: 1 });
});

test("strict numbers", () => {
  for (const cell of ["1e", "0x10", "Infinity", "12abc", "1 000", "1_000", "١", "--1", ".", "1e400"]) {
    expect(() => fit(`a,y\n1,1\n2,2\n${cell},3\n`), cell).toThrow(`a number in line 4, column "a", received "${cell}"`);
  }
  expect(fit("a,y\n+1,1\n-.5,2\n2.,3\n1.5E+0,4\n").features[0]).toMatchObject({ kind: "number", mean: 1 });
});

test("kinds of target: what the column says, or the options", () => {
  expect(fit("a,y\n1,Yes\n2,No\n").target).toEqual({ kind: "boolean", column: "y", labels: ["No", "Yes"] });
  expect(fit("a,y\n1,0\n2,1\n").target).toEqual({ kind: "boolean", column: "y", labels: ["0", "1"] });
  expect(fit("a,y\n1,3\n2,5\n").target).toEqual({ kind: "number", column: "y", mean: 4, scale: 1 });
  expect(fit("a,y\n1,10\n2,9\n3,-1\n", { kind: "classes" }).target).toMatchObject({ labels: ["-1", "9", "10"] });
  expect(fit("a,y\n1,malignant\n2,benign\n", { positive: "malignant" }).target).toEqual({
    kind: "boolean",
    column: "y",
    labels: ["benign", "malignant"],
  });
  expect(fit("a,y\n1,no\n2,yes\n", { positive: "no" }).target).toMatchObject({ labels: ["yes", "no"] });
});

test("features and categories are chosen by name", () => {
  const { features } = fit("id,zip,a,y\n7,12,1,1\n8,34,2,2\n", { features: ["a", "zip"], categories: ["zip"] });
  expect(features.map(({ column, kind }) => [column, kind])).toEqual([
    ["a", "number"],
    ["zip", "category"],
  ]);
});

test("missing cells are refused, or left out of what is learned", () => {
  const csv = "a,b,y\n1,u,1\n,v,2\n3,NA,3\n8,v,5\n";
  expect(() => fit(csv)).toThrow('expected a number in line 3, column "a", received an empty cell. Fill it in or');
  expect(() => fit(csv, { features: ["b"] })).toThrow('expected a value in line 4, column "b", received "NA"');
  expect(fit(csv, { missing: "mean" })).toMatchObject({
    features: [{ mean: 4 }, { values: ["u", "v"], usual: "v" }],
    missing: "mean",
  });
});

test.each<[string, string, Partial<FitOptions>, string]>([
  ["no such target", "a,species\n1,2\n2,3\n", { target: "specie" }, 'Did you mean "species"?'],
  ["no such feature", "a,y\n1,2\n", { features: ["b", "c"] }, 'the columns "b", "c", received the columns "a", "y"'],
  ["no such category", "a,y\n1,2\n2,3\n", { categories: ["zip"] }, 'a column "zip"'],
  ["one label", "a,y\n1,b\n2,b\n", {}, 'two different values in the target "y", received b in all 2 rows'],
  ["one number", "a,y\n1,5\n2,5.0\n", {}, "received 5 in all 2 rows"],
  ["a missing target", "a,y\n1,b\n2,\n", { missing: "mean" }, 'in line 3, column "y", received an empty cell. Fill'],
  ["a target that is no number", "a,y\n1,1\n2,2\n3,x\n", {}, 'choose kind: "classes"'],
  ["a decimal comma", 'a,y\n1,1\n2,2\n"3,5",3\n', {}, "Write it with a decimal point, 3.5."],
  ["no feature", "y\n1\n2\n", {}, "as features, each once, received none. Name at least one other column"],
  ["the target as feature", "a,y\n1,1\n2,2\n", { features: ["y"] }, 'besides the target "y" as features'],
  ["a feature twice", "a,y\n1,1\n2,2\n", { features: ["a", "a"] }, "each once"],
  ["only missing cells", "a,y\n,1\n,2\n", { missing: "mean" }, 'in the column "a", received 2 missing cells'],
  ["yes or no of three labels", "a,y\n1,b\n2,c\n3,d\n", { kind: "boolean" }, 'Choose kind: "classes"'],
  ["two labels without a yes", "a,y\n1,b\n2,c\n", { kind: "boolean" }, "Name the positive one with the option"],
  ["a positive label that is not there", "a,y\n1,b\n2,c\n", { positive: "x" }, 'one of them "x", received "b", "c"'],
  ["numbers beyond all squares", "a,y\n1e300,1\n-1e300,2\n", {}, "Give them in another unit"],
])("refuses %s", (_, csv, options, message) => {
  const refused = (): unknown => fit(csv, options);
  expect(refused).toThrow(DataError);
  expect(refused).toThrow(message);
});

test("refuses names of rows as categories", () => {
  const rows = Array.from({ length: 1001 }, (_, i) => `name${i},${i}`).join("\n");
  expect(() => fit(`name,y\n${rows}\n`)).toThrow('at most 1,000 different values in the column "name", received 1001');
});
