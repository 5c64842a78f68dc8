import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { relu, softmax } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import {
  activation,
  batchNorm,
  dense,
  embedding,
  flatten,
  initialize,
  layerNorm,
  sequential,
} from "@chainrule/network";
import { sgd } from "@chainrule/optimizers";
import { afterAll, expect, test } from "vitest";
import { answersOf } from "../answers/answersOf.ts";
import { makeExercise } from "../exercise/makeExercise.ts";
import { sheetLatex } from "../exercise/sheetLatex.ts";
import { layoutNetwork, layoutSheet } from "../layout/layout.ts";
import { readSheet } from "../sheet/readSheet.ts";
import { renderLatex } from "./latex.ts";

const hasLatex = spawnSync("pdflatex", ["--version"]).status === 0;
if (!hasLatex)
  console.warn("pdflatex is not installed: no document is compiled. On Debian: apt-get install texlive-latex-base");

const folder = mkdtempSync(join(tmpdir(), "latex-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Points by which lines stick out of the page. */
function compile(document: string): number[] {
  writeFileSync(join(folder, "sheet.tex"), document);
  const options = ["-interaction=nonstopmode", "-halt-on-error", "sheet.tex"];
  const { status, stdout } = spawnSync("pdflatex", options, { cwd: folder, encoding: "utf8" });
  expect(status, stdout.slice(-1500)).toBe(0);
  const log = readFileSync(join(folder, "sheet.log"), "latin1");
  return Array.from(log.matchAll(/Overfull \\hbox \((\d+(?:\.\d+)?)pt/g), ([, points]) => Number(points));
}

const rows = (count: number, columns: number): string[][] =>
  Array.from({ length: count }, (_, r) =>
    Array.from({ length: columns }, (_cell, c) => String(((7 * r + 3 * c) % 11) / 10 - 0.47)),
  );

const sheet = (title: string, network: object): object => ({
  format: "worked-example/1",
  id: "sheet",
  title,
  network: {
    layers: [2, 3, 2],
    activations: ["gelu", "softmax"],
    input: rows(2, 2),
    target: [
      ["1", "0"],
      ["0", "1"],
    ],
    weights: { W1: rows(2, 3), W2: rows(3, 2) },
    loss: { name: "cce" },
    learning_rate: "0.5",
    ...network,
  },
  steps: [],
});

const sheets: Readonly<Record<string, object>> = {
  "Greek, signs and other scripts in the title": sheet(
    "Übung 5 % & Co: η = 0.1·α₁², ∂L/∂W_1 → {δ} ≤ ½ ~ 10^3 \\ № 日本 “Straße” naïve Łódź",
    {},
  ),
  "Adam with a penalty": sheet("Adam", {
    optimizer: { name: "adam" },
    regularizer: { name: "l2", strength: "0.1" },
    clip_global_norm: "1",
  }),
  "a batch with dropout": sheet("Dropout", {
    masks: {
      a1: [
        ["2", "0", "2"],
        ["0", "2", "2"],
      ],
    },
    optimizer: { name: "nesterov" },
  }),
  "wide matrices": sheet("Wide", {
    layers: [12, 12, 10],
    activations: ["mish", "softmax"],
    input: rows(9, 12),
    target: Array.from({ length: 9 }, () => ["1", "0", "0", "0", "0", "0", "0", "0", "0", "0"]),
    weights: { W1: rows(12, 12), W2: rows(12, 10) },
    loss: { name: "bce" },
    optimizer: { name: "adamw" },
  }),
};

test.skipIf(!hasLatex).each(Object.entries(sheets))("pdflatex takes it, and nothing leaves the page: %s", (_, one) => {
  const worksheet = layoutSheet(readSheet(one));
  const sticking = compile(renderLatex(worksheet, { answers: answersOf(worksheet), digits: { significant: 8 } }));
  expect(sticking.filter((points) => points > 1)).toEqual([]);
});

test.skipIf(!hasLatex).each([
  [
    "batchNorm",
    [dense(3), batchNorm(), activation(relu), dense(2, softmax)],
    [
      [0.3, -0.7],
      [-0.4, 0.9],
      [1.2, 0.1],
    ],
  ],
  [
    "embedding",
    [embedding(5, 2), layerNorm(), flatten(), dense(2, softmax)],
    [
      [0, 3],
      [4, 3],
      [1, 0],
    ],
  ],
])("and of other layers, with numbers that are small enough for powers of ten: %s", (_, layers, inputs) => {
  const net = initialize(sequential(layers), { inputShape: [2], seed: 1 });
  const targets = [
    [1, 0],
    [0, 1],
    [1, 0],
  ];
  const optimizer = sgd({ rate: 1e-8 });
  const worksheet = layoutNetwork(net, { inputs, targets, loss: categoricalCrossentropy, optimizer });
  const text = renderLatex(worksheet, { answers: answersOf(worksheet), lines: 20 });
  expect(text).toMatch(/\\cdot 10\^\{-\d+\}/);
  expect(compile(text).filter((points) => points > 1)).toEqual([]);
});

test.skipIf(!hasLatex)("and an exercise", () => {
  expect(compile(sheetLatex(makeExercise({ seed: 7 }).sheet))).toEqual([]);
});
