import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { layoutSheet } from "../layout/layout.ts";
import { readSheet } from "../sheet/index.ts";
import type { Answer } from "./answer.ts";
import { answersOf } from "./answersOf.ts";

const file = new URL("../../fixtures/example-sheet.json", import.meta.url);
const sheet = JSON.parse(readFileSync(file, "utf8")) as { network: object };

/** The answers on the example's net, changed. */
const answers = (changes: object): Record<Answer["id"], string> => {
  const found = answersOf(layoutSheet(readSheet({ ...sheet, network: { ...sheet.network, ...changes } })));
  return Object.fromEntries(found.map(({ id, answer, figures }) => [id, [...answer, ...figures].join("\n")])) as Record<
    Answer["id"],
    string
  >;
};

test("the example", () => {
  const found = answers({});
  expect(found.bias).toContain("layer 2: db2 = 0.07278, −0.07278");
  expect(found.batch).toContain("dW1[2,2]: example 1 alone −0.09697, example 2 alone −0.03517; mean of all −0.06607.");
  expect(found.vanishing).toContain("layer 1, sigmoid: delta 0.09475 (19.1 % of the last layer's)");
  expect(found.saturated).toContain("None is, for these examples.");
  expect(found["equal-weights"]).toContain("the 3 neurons of layer 1 get gradients that differ by at most 0;");
});

test("only those that are asked for", () => {
  const worksheet = layoutSheet(readSheet(sheet));
  const wanted = ["vanishing", "saturated"] as const;
  const found = answersOf(worksheet).filter(({ id }) => wanted.some((one) => one === id));
  expect(answersOf(worksheet, wanted)).toEqual(found);
});

test("dead and saturated neurons are named", () => {
  expect(answers({ activations: ["relu", "softmax"], biases: { b1: [-9, 1, 1], b2: [0, 0] } }).saturated).toContain(
    "Dead: 1.1.",
  );
  expect(answers({ biases: { b1: [0, 9, 0], b2: [0, 0] } }).saturated).toMatch(/Saturated: 1\.2 \(slope 0\.000\d+\)/);
});

test("dropout scales what an activation gives, and not its slope", () => {
  const masks = {
    1: [
      [2, 0, 2],
      [2, 2, 0],
    ],
  };
  for (const activations of [
    ["tanh", "softmax"],
    ["softmax", "softmax"],
  ]) {
    const [masked, whole] = [{ masks }, {}].map((more) => answers({ activations, ...more }));
    const slopes = /layer 1, \w+: slopes from .*/.exec(whole!.saturated)![0];
    expect(masked!.saturated).toContain(slopes);
    expect(masked!.vanishing).toContain(/layer 1, .*(slope of the activation .*?),/.exec(whole!.vanishing)![1]);
  }
});

test("examples are compared without the penalty, and it is said", () => {
  const penalized = answers({ regularizer: { name: "l2", strength: 0.1 } }).batch;
  expect(penalized).toContain("dW1[2,2], without the penalty: example 1 alone −0.09697");
  expect(answers({}).batch).not.toContain("penalty");
});

test("a net of one layer and one example has answers too", () => {
  const one = {
    layers: [2, 1],
    activations: ["sigmoid"],
    weights: { W1: [[1], [2]] },
    biases: {},
    input: [[1, 2]],
    target: [[1]],
    loss: { name: "bce" },
  };
  expect(answers(one).batch).toContain("This batch is one example");
});

test("a loss that rises is said to rise", () => {
  expect(answers({}).bias).toContain("In this step the loss falls from 0.6851 to ");
  expect(answers({ learning_rate: 60 }).bias).toContain("In this step the loss rises from 0.6851 to ");
  expect(answers({ learning_rate: 0 }).bias).toContain("In this step the loss stays at 0.6851 if ");
});
