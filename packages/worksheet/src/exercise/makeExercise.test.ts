import { describe, expect, test } from "vitest";
import { isAllRight, mistakeById, markSheet } from "../mark/index.ts";
import { readSheet } from "../sheet/readSheet.ts";
import { readSheetText } from "../sheet/readTable.ts";
import { sheetCsv, sheetMarkdown } from "../sheet/writeTable.ts";
import { type ExerciseOptions, makeExercise } from "./makeExercise.ts";
import { sheetHtml } from "./sheetHtml.ts";

const several: [name: string, options: Omit<ExerciseOptions, "seed">][] = [
  ["2-3-2", {}],
  ["relu and softmax", { layers: [2, 3, 2], activations: ["relu", "softmax"] }],
  [
    "tanh, leaky relu, sigmoid with bce, a batch",
    {
      layers: [3, 2, 3, 2],
      activations: ["tanh", "leaky_relu", "sigmoid"],
      loss: "bce",
      examples: 3,
    },
  ],
  ["softmax with squares: Jacobians", { activations: ["sigmoid", "softmax"], loss: "mse", examples: 2, decimals: 6 }],
  ["one layer", { layers: [1, 1], activations: ["identity"], decimals: 3 }],
];

describe.each(several)("%s", (_name, options) => {
  const seeds = Array.from({ length: 8 }, (_, i) => i);

  test("the key is right, in every format", () => {
    for (const seed of seeds) {
      const { key } = makeExercise({ seed, ...options });
      const read = [readSheet(key), readSheetText(sheetCsv(key)), readSheetText(sheetMarkdown(key))];
      for (const sheet of read) expect([seed, isAllRight(markSheet(sheet))]).toEqual([seed, true]);
    }
  });

  test("a sheet with blanks misses every step, and the numbers are friendly", () => {
    for (const seed of seeds) {
      const { sheet } = makeExercise({ seed, ...options });
      expect(new Set(markSheet(readSheet(sheet)).steps.map(({ verdict }) => verdict))).toEqual(new Set(["missing"]));
      const numbers = Object.values(sheet.network.weights).flat(2);
      expect(numbers.every((text) => /^-?0\.[1-9]$/.test(text))).toBe(true);
    }
  });

  test("a planted mistake is found where it was made, by its name", () => {
    for (const seed of seeds) {
      const { sheet, step, mistake } = makeExercise({ seed, ...options }).planted;
      const { firstWrong, steps } = markSheet(readSheet(sheet));
      expect([seed, firstWrong]).toEqual([seed, step]);
      expect(steps.find(({ id }) => id === step)!.mistakes[0]!.id).toBe(mistake);
      expect(mistakeById(mistake)).toBeDefined();
    }
  });
});

test("the same seed makes the same exercise, everywhere", () => {
  expect(makeExercise({ seed: 7 })).toEqual(makeExercise({ seed: 7 }));
  const { network } = makeExercise({ seed: 7 }).sheet;
  expect(network.weights.W1).toEqual([
    ["0.6", "-0.1", "0.2"],
    ["0.6", "0.3", "-0.9"],
  ]);
  expect(makeExercise({ seed: 8 }).sheet.network).not.toEqual(network);
});

test("one output: sigmoid with binary cross-entropy, since softmax on one neuron always gives 1", () => {
  const { sheet, key } = makeExercise({ seed: 7, layers: [2, 2, 1] });
  expect(sheet.network.activations).toEqual(["sigmoid", "sigmoid"]);
  expect(sheet.network.loss.name).toBe("bce");
  expect(Number(key.steps.find(({ quantity }) => quantity === "loss")!.printed)).toBeGreaterThan(0.01);
  expect(makeExercise({ seed: 7, layers: [2, 2], activations: ["sigmoid"] }).sheet.network.loss.name).toBe("half_sq");
});

test.each<[string, string[], Omit<ExerciseOptions, "seed">, string[]]>([
  ["new weights give a gradient away", ["dW1"], {}, ["dW1", "W1_new"]],
  [
    "so does what a delta of one example is multiplied by or copied to",
    ["delta1", "dW1"],
    {},
    ["delta1", "dW1", "db1", "W1_new", "b1_new"],
  ],
  ["not over a batch", ["delta1"], { examples: 2 }, ["delta1"]],
  ["relu lets numbers through", ["z1"], { activations: ["relu", "softmax"] }, ["z1", "a1"]],
  ["sigmoid does not", ["z1"], {}, ["z1"]],
])("blanks: %s; the rest stands there", (_, blanks, options, expected) => {
  const { sheet, key } = makeExercise({ seed: 1, blanks, ...options });
  const blank = sheet.steps.filter(({ printed }) => JSON.stringify(printed).includes("?"));
  expect(blank.map(({ quantity }) => quantity)).toEqual(expect.arrayContaining(expected));
  expect(blank).toHaveLength(expected.length);
  const left = key.steps.filter(({ quantity }) => !expected.includes(quantity));
  expect(sheet.steps).toEqual(expect.arrayContaining(left));
});

test("no dead neuron in a batch, most of them alive for one example, and targets of several kinds", () => {
  const columns = (table: string[][]): string[][] => table[0]!.map((_, i) => table.map((row) => row[i]!));
  for (let seed = 0; seed < 30; seed++) {
    const made = { seed, layers: [2, 3, 2], activations: ["relu", "softmax"] };
    const activationsOf = (examples: number): string[][] => {
      const { key } = makeExercise({ ...made, examples });
      expect(examples === 1 || new Set(key.network.target.map(String)).size > 1).toBe(true);
      return key.steps.find(({ quantity }) => quantity === "a1")!.printed as string[][];
    };
    expect(activationsOf(1)[0]!.filter((text) => Number(text) !== 0).length).toBeGreaterThan(1);
    expect(columns(activationsOf(3)).every((column) => column.some((text) => Number(text) !== 0))).toBe(true);
  }
});

test("to print: a table for each step, room where numbers are asked for", () => {
  const { sheet, key } = makeExercise({ seed: 1 });
  expect(sheetHtml(sheet).match(/class="blank"/g)!.length).toBeGreaterThan(30);
  expect(sheetHtml(key)).not.toContain('class="blank"');
  expect(sheetHtml(key)).toContain(`<td>${(key.steps[0]!.printed as string[][])[0]![0]}</td>`);
});

test.each<[Omit<ExerciseOptions, "seed">, string]>([
  [{ layers: [3] }, "2 to 9 layers"],
  [{ layers: [2, 0, 1] }, "2 to 9 layers"],
  [{ examples: 0 }, "1 to 20 examples"],
  [{ decimals: 1 }, "2 to 10 decimals"],
  [{ blanks: ["dW9"] }, "dW9"],
  [{ activations: ["relu", "soft"] }, "soft"],
  [{ activations: ["relu"] }, "activations"],
  [{ layers: [2, 2, 1], activations: ["relu", "softmax"] }, "softmax on the one neuron of layer 2"],
  [{ layers: [2, 1, 2], activations: ["softmax", "softmax"] }, "softmax on the one neuron of layer 1"],
  [{ loss: "anger" }, "anger"],
])("refuses %j", (options, words) => {
  expect(() => makeExercise({ seed: 1, ...options })).toThrow(words);
});
