import { rmSync } from "node:fs";
import { afterAll, expect, test, vi } from "vitest";
import { newFolder, type Result, runIn, writeIn } from "../testing/run.ts";

// Every test starts the real command, some more than once.
vi.setConfig({ testTimeout: 30_000 });

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const run = (...flags: readonly string[]): Result => runIn(folder, ...flags);
const made = ["exercise", "--seed", "7", "--layers", "2-3-2", "--activations", "relu,softmax"];

test.each(["json", "csv", "markdown"])("%s: blanks are missing, the key is right, a plant is found", (format) => {
  const verdicts = (name: string, ...flags: string[]): { code: number | null; words: string[] } => {
    const { out } = run(...made, "--format", format, ...flags);
    const { code, out: marked } = run("mark", writeIn(folder, name, out), "--json");
    const { steps } = JSON.parse(marked) as { steps: { verdict: string }[] };
    return { code, words: [...new Set(steps.map(({ verdict }) => verdict))] };
  };
  expect(verdicts("blank")).toEqual({ code: 1, words: ["missing"] });
  expect(verdicts("key", "--key")).toEqual({ code: 0, words: ["right"] });
  const planted = verdicts("plant", "--plant");
  expect(planted.code).toBe(1);
  expect(planted.words).toContain("wrong");
});

test("LaTeX: room for each number, and with --key the numbers", () => {
  const { out } = run(...made, "--format", "latex");
  expect(out).toMatch(/^\\documentclass[^]*\\end\{document\}\n$/);
  expect(out).toContain("z_{1} = \\begin{bmatrix} \\underline{");
  expect(run(...made, "--format", "latex", "--key").out).not.toContain("underline");
});

test("the same command writes the same file", () => {
  expect(run(...made, "--out", "a.html", "--format", "html")).toEqual({ code: 0, out: "", err: "" });
  expect(run(...made).out).toBe(run(...made).out);
});

test("layers with hyphens or commas; help shows the default as one writes it", () => {
  expect(run("exercise", "--layers", "2,4,2").out).toBe(run("exercise", "--layers", "2-4-2").out);
  expect(run("exercise", "--help").out).toContain("(default: 2-3-2)");
});

test.each([
  ["--layers", "2-x", "whole number"],
  ["--layers", "2", "2 to 9 layers"],
  ["--activations", "relu,cosine", "cosine"],
  ["--blanks", "dW7", "dW7"],
])("refuses %s %s: code 2", (flag, value, words) => {
  const { code, out, err } = run("exercise", flag, value);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(words);
});

test.each([
  ["--key", "--plant"],
  ["--plant", "--blanks=z1"],
  ["--key", "--blanks=z1"],
])("refuses %s beside %s", (first, second) => {
  const { code, out, err } = run("exercise", first, second);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(`expected ${first} or ${second.replace("=z1", "")}, received both`);
});
