import { expect, test } from "vitest";
import { layoutSheet } from "../layout/layout.ts";
import { toJson } from "../render/json.ts";
import { readQuantity } from "../sheet/quantity.ts";
import { readSheet } from "../sheet/readSheet.ts";
import { isAllRight, markSheet } from "./index.ts";
import type { Marking } from "./marking.ts";
import { tiny } from "./testing/tiny.ts";

type Value = number | string | readonly Value[];
type Text = string | readonly Text[];

const network = (optimizer: string, state: object = {}): object => ({
  ...tiny,
  activations: ["tanh", "softmax"],
  input: [
    ["0.5", "-1"],
    ["0.2", "0.9"],
  ],
  target: [
    ["1", "0"],
    ["0", "1"],
  ],
  optimizer: { name: optimizer },
  ...state,
});

const later = {
  direction_all: "0.1 -0.2 0.3 0.1 0 0.2 -0.1 0.1 0.2 -0.3 0.1 0.2".split(" "),
  gradient_all: "0.2 0.1 -0.3 0.1 0.1 -0.2 0.1 0 0.1 0.3 -0.1 -0.2".split(" "),
  gain_all: "-0.1",
  step: 1,
};

const print = (value: Value, digits: number): Text =>
  Array.isArray(value) ? value.map((entry: Value) => print(entry, digits)) : Number(value).toFixed(digits);

/** The sheet that laying out gives, with other numbers in some steps. */
function marked(net: object, digits: number, changes: Readonly<Record<string, Text>> = {}): Marking {
  const sheet = { format: "worked-example/1", id: "solver", network: net, steps: [] };
  const steps = toJson(layoutSheet(readSheet(sheet)))
    .steps.filter(({ quantity }) => readQuantity(quantity) && !/^[xyWb]\d*$/.test(quantity))
    .map(({ quantity, value }) => ({
      id: quantity,
      quantity,
      printed: changes[quantity] ?? print(value, digits),
    }));
  return markSheet(readSheet({ ...sheet, steps }));
}

test.each([3, 4, 6, 8])("a sheet by a solver without a mistake has none, with %i decimals", (digits) => {
  for (const net of [network("lbfgs"), network("conjugateGradient"), network("conjugateGradient", { state: later })]) {
    const marking = marked(net, digits);
    expect(marking.steps.filter(({ verdict }) => verdict !== "right" && verdict !== "rounded")).toEqual([]);
    expect(isAllRight(marking)).toBe(true);
    expect(marking.steps.map(({ id }) => id)).toEqual(expect.arrayContaining(["g", "d", "slope", "step", "d_W1"]));
  }
});

test("a direction uphill is a mistake, and what follows is carried", () => {
  const sheet = { format: "worked-example/1", id: "solver", network: network("lbfgs"), steps: [] };
  const { value } = toJson(layoutSheet(readSheet(sheet))).steps.find(({ id }) => id === "g")!;
  const { firstWrong, steps } = marked(network("lbfgs"), 5, { d: print(value, 5) });
  expect(firstWrong).toBe("d");
  expect(steps.find(({ id }) => id === "d")!.mistakes[0]!.id).toBe("sign");
});

test("any step is right where the loss falls, and none where it rises", () => {
  const verdictOf = (step: string): string | undefined =>
    marked(network("lbfgs"), 5, { step }).steps.find(({ id }) => id === "step")?.verdict;
  expect(verdictOf("0.5")).toBe("right");
  expect(verdictOf("-0.5")).toBe("wrong");
});

test("without a solver there is no such quantity", () => {
  const sheet = { format: "worked-example/1", id: "sgd", network: network("sgd"), steps: [{ id: "d", quantity: "d" }] };
  expect(markSheet(readSheet(sheet)).steps[0]!.verdict).toBe("unreadable");
});
