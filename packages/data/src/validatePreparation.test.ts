import { expect, test } from "vitest";
import { DataError } from "./error.ts";
import { fitPreparation } from "./fitPreparation.ts";
import { parseCsv } from "./parseCsv.ts";
import { validatePreparation } from "./validatePreparation.ts";

const table = parseCsv("a,b,n,y\n1,u,1,yes\n2,v,2,no\n");
const fitted = fitPreparation(table, { target: "y" });

/** The preparation as a file holds it, with one part changed. */
function changed(path: string, value: unknown): unknown {
  const json = JSON.parse(JSON.stringify(fitted)) as object;
  const keys = path.split(".");
  const holder = keys.slice(0, -1).reduce((part, key) => Reflect.get(part, key) as object, json);
  Reflect.set(holder, keys.at(-1) ?? "", value);
  return json;
}

test("accepts what fitPreparation writes", () => {
  for (const target of ["y", "n", "b"]) {
    const preparation = fitPreparation(table, { target });
    expect(validatePreparation(JSON.parse(JSON.stringify(preparation)))).toEqual(preparation);
  }
});

test("copies what is known and nothing else", () => {
  const text = JSON.stringify(fitted).replace("{", '{"__proto__":{"polluted":true},"extra":1,');
  const result = validatePreparation(JSON.parse(text));
  expect(result).toEqual(fitted);
  expect(Object.keys(result)).toEqual(["features", "target", "missing"]);
  expect(result).not.toHaveProperty("polluted");
});

test.each<[string, unknown]>([
  ["preparation to be an object, received null", null],
  ["preparation to be an object, received a list of 0", []],
  ["preparation.features to be a list of at least 1, received undefined", {}],
  ["preparation.features to be a list of at least 1", changed("features", [])],
  ['preparation.features[0].kind to be one of "number", "category"', changed("features.0.kind", "x")],
  ["preparation.features[0].scale to be a number above 0, received 0", changed("features.0.scale", 0)],
  ['features[0].mean to be a number, received "1"', changed("features.0.mean", "1")],
  ["features[0].column to be a text", changed("features.0.column", undefined)],
  ["features[1].values to be free of repetitions", changed("features.1.values", ["u", "u"])],
  ['features[1].usual to be one of "u", "v"', changed("features.1.usual", "w")],
  ["features[1].values[0] to be a text", changed("features.1.values", [1])],
  ["target to be an object", changed("target", "y")],
  ["target.labels to be a list of at least 2", changed("target.labels", ["yes"])],
  ["target.labels to be two labels", changed("target.labels", ["a", "b", "c"])],
  ['preparation.missing to be one of "error", "mean"', changed("missing", "drop")],
  ['preparation to be free of repetitions, received "a"', changed("target.column", "a")],
])("refuses: %s", (message, json) => {
  const refused = (): unknown => validatePreparation(json);
  expect(refused).toThrow(DataError);
  expect(refused).toThrow(message);
});
