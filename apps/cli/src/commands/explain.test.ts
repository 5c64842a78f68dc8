import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dense, initialize, sequential } from "@chainrule/network";
import { saveFile } from "@chainrule/network/node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { newFolder, type Result, runIn, writeIn } from "../testing/run.ts";

// Every test starts the real command, some more than once.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const explain = (...flags: readonly string[]): Result => runIn(folder, "explain", ...flags);

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const example = at("../../../../packages/worksheet/fixtures/example-sheet.json");
const iris = at("../../../../docs/examples/data/iris.csv");

interface Explained {
  format: string;
  check: { compared: number; largest: number };
  steps: { id: string; quantity: string; formula: string; substituted: string; value: unknown; uses: string[] }[];
}

test("--json: every step with formula, numbers, value and what it uses", () => {
  const { code, out } = explain(example, "--json");
  expect(code).toBe(0);
  const { format, steps, check } = JSON.parse(out) as Explained;
  expect(format).toBe("worksheet/1");
  expect(check.largest).toBeLessThan(1e-7);
  const delta = steps.find(({ quantity }) => quantity === "delta1")!;
  expect(delta).toMatchObject({ formula: "delta1 = dL_da1·da_dz1", uses: ["dL_da1", "da_dz1"] });
  expect((delta.value as number[][])[0]![0]).toBeCloseTo(-0.09380873011833116, 15);
  expect(delta.substituted).toContain("delta1[1,1] = −0.376174·0.249376");
});

test("text: the chain of one weight, and only that", () => {
  const { out } = explain(example, "--weight", "1.2.3", "--digits", "4");
  expect(out).toContain("dW1[2,3] = (−1·(−0.01964) + 0.25·0.02802)/2 = 0.01332");
  expect(out).not.toContain("dW1[1,1]");
  expect(out).toContain("compared with central differences in float64");
  const { out: neuron } = explain(example, "--neuron", "2.1", "--decimals", "3");
  expect(neuron).toContain("delta2[1,1] = 0.582 − 1 = −0.418");
});

test("text: the questions that explanations leave open are answered on this net", () => {
  const { out } = explain(example);
  for (const question of ["bias", "batch", "gradient reaches", "saturated", "equal weights"]) {
    expect(out).toMatch(new RegExp(`.*${question}.*\\?`));
  }
});

test.each([
  ["markdown", "$$\\delta_{2} = "],
  ["latex", "\\documentclass"],
  ["html", "<!doctype html>"],
])("--format %s to a file", (format, words) => {
  expect(explain(example, "--format", format, "--out", `out.${format}`)).toEqual({ code: 0, out: "", err: "" });
  const text = readFileSync(join(folder, `out.${format}`), "utf8");
  expect(text).toContain(words);
  // Nothing from elsewhere.
  expect(text).not.toMatch(/https?:|<script|src=/);
});

describe("a trained model", () => {
  beforeAll(async () => {
    const bare = initialize(sequential([dense(2)]), { inputShape: [4] });
    await saveFile(join(folder, "bare.model"), bare);
    runIn(folder, "train", iris, "--target", "species", "--hidden", "4:tanh", "--epochs", "5", "--out", "iris.model");
  });

  test("on one row, and on a batch", () => {
    const { steps, check } = JSON.parse(
      explain("iris.model", "--input", iris, "--row", "3", "--json").out,
    ) as Explained;
    expect(check.compared).toBeGreaterThan(50);
    expect(check.largest).toBeLessThan(1e-6);
    expect(steps.find(({ quantity }) => quantity === "x")!.value).toHaveLength(1);
    expect(explain("iris.model", "--input", iris, "--row", "3,77").out).toContain("2 examples (mean)");
  });

  test("what the numbers stand for is said, and which row it is where none was named", () => {
    const { out } = explain("iris.model", "--input", iris, "--row", "3");
    expect(out).toMatch(
      /Row 3: x\[1,1\] is sepal_?length 4\.7, .*; species: predicted \w+ \([\d.]+ %\), true setosa\./i,
    );
    expect(out).toContain("Numbers are normalized as in training: (number − mean)/scale of their column.");
    expect(out).toContain("Classes: y[.,1] is setosa, y[.,2] is versicolor, y[.,3] is virginica.");
    expect(out).not.toContain("--row");
    expect(explain("iris.model", "--input", iris).out).toContain("No --row was given: this is row 1 of 150.");
  });

  test.each([
    [["iris.model"], "--input"],
    [["iris.model", "--input", iris, "--row", "151"], "1 to 150"],
    [["iris.model", "--input", iris, "--row", "0"], "from 1"],
    [["iris.model", "--input", iris, "--weight", "1.9.1"], "1.9.1"],
    [[example, "--neuron", "3.1"], "3.1"],
    [[example, "--neuron", "one"], "one"],
    [[example, "--digits", "0"], "1 to 17"],
    [["nowhere.json"], "read nowhere.json: expected a file that can be read, received no such file"],
    [[example, "--neuron", "2.1", "--weight", "1.1.1"], "expected --neuron or --weight, received both"],
    [[example, "--digits", "3", "--decimals", "3"], "expected --digits or --decimals, received both"],
    [[example, "--json", "--format", "html"], "expected --json or --format, received both"],
    [[example, "--seed", "0"], "expected --seed for a model alone"],
    [[example, "--optimizer", "adam"], "expected --optimizer for a model alone"],
    [["iris.model", "--input", iris, "--optimizer", "foo"], "one of adabelief, adadelta, adafactor, adagrad, adam,"],
    [["iris.model", "--input", iris, "--optimizer", "chain"], "or npm:package#export, received chain"],
    [["."], "received a folder (EISDIR)"],
    [[example, "--input", iris], "expected a model, received a text, such as a sheet"],
    [["bare.model", "--input", iris], "expected a model with the preparation of its table"],
    [[writeIn(folder, "empty.json", "{}")], "worked-example/1"],
  ])("refuses %j: code 2", (flags, words) => {
    const { code, out, err } = explain(...flags);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
  });
});
