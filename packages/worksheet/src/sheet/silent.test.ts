import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { makeExercise } from "../exercise/makeExercise.ts";
import { markSheet, reportMarking } from "../mark/index.ts";
import { readSheet, readSheetText, type Sheet } from "./index.ts";
import { sheetCsv } from "./writeTable.ts";

const example = JSON.parse(readFileSync(new URL("../../fixtures/example-sheet.json", import.meta.url), "utf8")) as {
  network: object;
  steps: { quantity: string }[];
};
const withNet = (changes: object, steps: object[] = example.steps): Sheet =>
  readSheet({ ...example, network: { ...example.network, ...changes }, steps });

describe("no misspelt word of a sheet about its net is passed over", () => {
  test.each([
    ["dropout", "0.5", "Did you mean masks?"],
    ["l2", 0.1, "Did you mean regularizer?"],
    ["regularization", "l2", "Did you mean regularizer?"],
    ["mask1", [[0, 2, 2]], "Did you mean masks?"],
    ["learningrate", "0.1", "Did you mean learning_rate?"],
    ["momentum", "0.9", "Did you mean optimizer?"],
    ["dropout_rate", 0.5, "Did you mean masks?"],
  ])("network.%s", (name, value, words) => {
    expect(() => withNet({ [name]: value })).toThrow(words);
    expect(() => withNet({ [name]: value })).toThrow("expected network to have layers, activations, leaky_slope");
  });

  test("masks, weights and biases of layers that there are not", () => {
    expect(() => withNet({ masks: { foo: [[1]] } })).toThrow("expected network.masks to have a1, a2, received foo");
    expect(() => withNet({ masks: { a3: [[1]] } })).toThrow("received a3");
    const { weights } = example.network as { weights: object };
    expect(() => withNet({ weights: { ...weights, W3: [["1"]] } })).toThrow(
      "network.weights to have W1, W2, received W3",
    );
    expect(() => withNet({ biases: { b1: ["0", "0", "0"] } })).toThrow("expected b2 beside b1, received nothing");
    expect(() => withNet({ biases: { b1: [0, 0, 0], B2: [0, 0] } })).toThrow("received B2. Did you mean b2?");
  });

  test("words for a switch", () => {
    expect(withNet({ update_biases: "no" }).net.updateBiases).toBe(false);
    expect(withNet({ update_biases: "Yes" }).net.updateBiases).toBe(true);
    expect(() => withNet({ update_biases: "perhaps" })).toThrow("network.update_biases to be true or false");
  });

  test("comments stay, and what other programs add", () => {
    expect(() => withNet({ orientation: "row vector times matrix", biases_note: "as in the text" })).not.toThrow();
    expect(() => withNet({ seed: 7, precision: { digits: 4 } })).not.toThrow();
  });
});

describe("the learning rate", () => {
  const network = { ...example.network, learning_rate: undefined };

  test("is needed where there are updates, and only there", () => {
    expect(() => readSheet({ ...example, network })).toThrow(
      /expected network\.learning_rate for W._new, received nothing/,
    );
    const forward = example.steps.filter(({ quantity }) => !/_new|after/.test(quantity));
    expect(() => readSheet({ ...example, network, steps: forward })).not.toThrow();
    expect(() => readSheet({ ...example, network: { ...network, optimizer: { name: "lbfgs" } } })).not.toThrow();
  });

  test("may stand with the optimizer, but not be another one there", () => {
    const optimizer = { name: "sgd", rate: "0.2" };
    expect(readSheet({ ...example, network: { ...network, optimizer } }).net.rate).toBe(0.2);
    expect(() => withNet({ learning_rate: "0.2", optimizer })).not.toThrow();
    expect(() => withNet({ learning_rate: "0.1", optimizer })).toThrow("expected one learning rate");
  });
});

describe("biases", () => {
  const network = { ...example.network, biases: undefined };
  const read = (quantities: RegExp): Sheet =>
    readSheet({ ...example, network, steps: example.steps.filter(({ quantity }) => quantities.test(quantity)) });

  test("are needed by a sheet that computes with them", () => {
    expect(() => read(/./)).toThrow("expected network.biases for db2, received nothing");
  });

  test("that are left out are 0, and the report says so", () => {
    const sheet = read(/^z/);
    expect(sheet.net.biases).toEqual([
      [0, 0, 0],
      [0, 0],
    ]);
    expect(reportMarking(sheet, markSheet(sheet))).toContain("The sheet gives no biases: they are read as 0.");
  });
});

describe("tables", () => {
  const csv = sheetCsv(makeExercise({ seed: 11, layers: [2, 2, 2] }).key);
  const line = (name: string, other: string): string => csv.replace(new RegExp(`^${name},.*$`, "m"), other);

  test.each([
    ["a second b1", line("b1", "b1,-0.3,0.4\nb1,0.1,0.2"), "expected one line b1, received more"],
    ["a learning rate further down", line("b2", "b2,0.1,0.4\nlearning_rate,0.3"), "expected one line learning_rate"],
    ["no b2", line("b2", ""), "expected b2 beside b1"],
    ["no biases", csv.replace(/^b\d,.*\n/gm, ""), "expected network.biases for db2"],
    ["no learning rate", line("learning_rate", ""), "expected network.learning_rate for W2_new"],
    ["a decimal comma among commas", line("learning_rate", "learning_rate,0,2"), "part the cells by semicolons"],
    [
      "another spelling",
      line("learning_rate", "learningrate,0.2"),
      "received learningrate. Did you mean learning_rate?",
    ],
    ["dropout", line("learning_rate", "learning_rate,0.2\ndropout,0.5"), "received dropout"],
    ["a switch", line("learning_rate", "learning_rate,0.2\nupdate_biases,perhaps"), "to be true or false"],
  ])("%s", (_what, text, words) => {
    expect(text).not.toBe(csv);
    expect(() => readSheetText(text)).toThrow(words);
  });

  test("as it is, it is read", () => {
    expect(() => readSheetText(csv)).not.toThrow();
  });
});
