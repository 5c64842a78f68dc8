import * as losses from "@chainrule/losses";
import * as optimizers from "@chainrule/optimizers";
import { describe, expect, test } from "vitest";
import { layoutSheet } from "../layout/layout.ts";
import { type JsonNumbers, toJson } from "../render/json.ts";
import { readSheet, type Sheet } from "../sheet/index.ts";
import { optimizerOf } from "../sheet/optimizerOf.ts";
import { markSheet } from "./index.ts";
import { tiny } from "./testing/tiny.ts";

/** Whether a sheet can name it. */
const isOne = (name: string): boolean => {
  try {
    return Boolean(optimizerOf(name, {}, 0.1));
  } catch {
    return false;
  }
};

const sheetOf = (changes: object, steps: readonly object[] = []): Sheet =>
  readSheet({
    format: "worked-example/1",
    id: "written back",
    network: {
      ...tiny,
      activations: ["tanh", "softmax"],
      ...{ input: [["0.5", "-1"], ["0.2", "0.9"]], target: [["1", "0"], ["0", "1"]], learning_rate: 0.1 }, // prettier-ignore
      ...changes,
    },
    steps,
  });

const written = (value: JsonNumbers, digits: number): unknown =>
  Array.isArray(value)
    ? value.map((entry) => written(entry, digits))
    : String(Number(Number(value).toPrecision(digits)));

/** What is not marked right of a sheet that says what laying it out gives. */
function doubted(changes: object, digits: number): string[] {
  const laid = toJson(layoutSheet(sheetOf(changes))).steps;
  const steps = laid.map(({ id, quantity, value }) => ({ id, quantity, printed: written(value, digits) }));
  return markSheet(sheetOf(changes, steps)).steps.flatMap(({ id, verdict }) =>
    verdict === "right" || verdict === "rounded" ? [] : [`${id} ${verdict}`],
  );
}

const names = Object.keys(optimizers).filter(isOne);

describe("what explain prints is marked without a doubt", () => {
  test("there are optimizers and solvers", () => {
    expect(names).toEqual(expect.arrayContaining(["sgd", "adam", "lbfgs", "conjugateGradient"]));
  });

  test.each(names)("%s", (name) => {
    for (const digits of [4, 6, 12]) expect(doubted({ optimizer: { name } }, digits)).toEqual([]);
  });

  test.each(["lbfgs", "conjugateGradient"])("%s, a step later", (name) => {
    const first = toJson(layoutSheet(sheetOf({ optimizer: { name } }))).steps;
    const memory = Object.fromEntries(
      first.flatMap(({ id, value }) => (id.endsWith("_all") ? [[id, written(value, 17)]] : [])),
    );
    expect(doubted({ optimizer: { name }, state: { ...memory, step: 1 } }, 6)).toEqual([]);
  });

  test.each(["half_sq", "mse", "cce", "bce", ...Object.keys(losses)])("%s", (name) => {
    const target = [["0.8", "0.2"], ["0.3", "0.7"]]; // prettier-ignore
    const changes = { loss: { name }, target, activations: ["tanh", name === "cce" ? "softmax" : "sigmoid"] };
    try {
      sheetOf(changes);
    } catch (error) {
      // Those that take labels, and what is no loss.
      return void expect(String(error)).toContain("SheetError");
    }
    for (const digits of [4, 6]) expect(doubted(changes, digits)).toEqual([]);
  });

  test.each([
    { regularizer: { name: "l2", strength: 0.01 } },
    {
      masks: {
        mask1: [
          ["2", "0"],
          ["0", "2"],
        ],
      },
    },
  ])("%j", (changes) => {
    // prettier-ignore
    expect(doubted(changes, 6)).toEqual([]);
  });
});
