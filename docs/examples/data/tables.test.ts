import { readFileSync } from "node:fs";
import { fitPreparation, type Missing, parseCsv, prepare, validatePreparation } from "@chainrule/data";
import { expect, test } from "vitest";

test.each<[file: string, target: string, missing: Missing, rows: number, inputs: number, kind: string]>([
  ["iris.csv", "species", "error", 150, 4, "classes"],
  ["cars.csv", "mpg", "error", 392, 6 + 3, "number"],
  ["penguins.csv", "species", "mean", 344, 4 + 3 + 2, "classes"],
  ["breast-cancer.csv", "malignant", "error", 569, 30, "boolean"],
])("%s becomes tensors", (file, target, missing, rows, width, kind) => {
  const table = parseCsv(readFileSync(new URL(file, import.meta.url), "utf8"));
  const preparation = validatePreparation(JSON.parse(JSON.stringify(fitPreparation(table, { target, missing }))));
  const { inputs, targets } = prepare(preparation, table, { needTarget: true });
  expect(preparation.target.kind).toBe(kind);
  expect(inputs.shape).toEqual([rows, width]);
  expect(targets.shape).toEqual([rows, kind === "classes" ? 3 : 1]);
});

test("iris-new.csv needs no target", () => {
  const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");
  const preparation = fitPreparation(parseCsv(read("iris.csv")), { target: "species" });
  expect(prepare(preparation, parseCsv(read("iris-new.csv"))).inputs.shape).toEqual([12, 4]);
});
