import { describe, expect, test } from "vitest";
import { layoutSheet } from "../layout/layout.ts";
import { toJson } from "../render/json.ts";
import { readQuantity } from "../sheet/quantity.ts";
import { readSheet } from "../sheet/readSheet.ts";
import { isAllRight, markSheet } from "./index.ts";
import { tiny } from "./testing/tiny.ts";

type Value = number | readonly Value[];
type Text = string | readonly Text[];
type Format = (x: number) => string;

/** Cut off after so many places; the float just below a round number is that number. */
const cut = (x: number, places: number): number =>
  Math.trunc(Number((x * 10 ** places).toPrecision(12))) / 10 ** places;
const placesOf = (x: number, digits: number): number => digits - 1 - Math.floor(Math.log10(Math.abs(x)));

const formats: Readonly<Record<string, Format>> = {
  "3 decimals": (x) => x.toFixed(3),
  "3 decimals, cut off": (x) => cut(x, 3).toFixed(3),
  "5 decimals, without zeros at the end": (x) => String(Number(x.toFixed(5))),
  "7 decimals, cut off, without zeros": (x) => String(cut(x, 7)),
  "3 significant digits, whole numbers filled up with zeros": (x) => String(Number(x.toPrecision(3))),
  "4 significant digits, cut off": (x) => (x === 0 ? "0" : String(Number(cut(x, placesOf(x, 4)).toPrecision(4)))),
  "with a power of ten": (x) => x.toExponential(3),
};

const net = (more: object): object => ({
  ...tiny,
  activations: ["sigmoid", "softmax"],
  input: [["0.5", "-1"]],
  target: [["1", "0"]],
  learning_rate: "0.5",
  ...more,
});

const large = {
  W1: [
    ["300.3", "-250.7"],
    ["120.25", "410.5"],
  ],
  W2: [
    ["30", "-17.2"],
    ["-14.8", "28.5"],
  ],
};
const cancelling = {
  W1: [
    ["999.999", "-1000"],
    ["500", "499.999"],
  ],
  W2: [
    ["1", "-1"],
    ["0.001", "1"],
  ],
};

const nets: Readonly<Record<string, object>> = {
  "saturated outputs": net({ weights: large, activations: ["tanh", "sigmoid"], loss: { name: "bce" } }),
  "a softmax that is certain": net({ weights: large, activations: ["relu", "softmax"] }),
  "squares of large numbers": net({ weights: large, activations: ["relu", "identity"], loss: { name: "half_sq" } }),
  cancellation: net({
    weights: cancelling,
    activations: ["identity", "identity"],
    loss: { name: "mse" },
    learning_rate: "1e-7",
  }),
  "inputs of 1e-7": net({ input: [["1.3e-7", "-2.7e-7"]], biases: {} }),
  "exact halves": net({
    input: [["0.5", "1.5"]],
    weights: {
      W1: [
        ["0.5", "-2.5"],
        ["0.125", "0.25"],
      ],
      W2: [
        ["0.5", "1.5"],
        ["-0.25", "0.0625"],
      ],
    },
    biases: { b1: ["0.0005", "0.5"], b2: ["0", "0"] },
    activations: ["relu", "identity"],
    loss: { name: "half_sq" },
  }),
  "a batch with dropout, by momentum": net({
    input: [
      ["0.5", "-1"],
      ["0", "0"],
      ["1.2", "0.3"],
    ],
    target: [
      ["1", "0"],
      ["0", "1"],
      ["0", "1"],
    ],
    masks: {
      a1: [
        ["2", "0"],
        ["0", "2"],
        ["2", "2"],
      ],
    },
    optimizer: { name: "momentum" },
  }),
  "adam with a penalty": net({ optimizer: { name: "adam" }, regularizer: { name: "l2", strength: "0.1" } }),
};

const print = (value: Value, format: Format): Text =>
  typeof value === "number" ? format(value) : value.map((entry) => print(entry, format));

describe.each(Object.entries(nets))("%s", (_, network) => {
  const sheet = { format: "worked-example/1", id: "right", network, steps: [] };
  const { steps } = toJson(layoutSheet(readSheet(sheet)));
  const computed = steps.filter(({ quantity }) => readQuantity(quantity) && !/^[xyWb]\d*$/.test(quantity));

  test.each(Object.entries(formats))("written with %s", (_name, format) => {
    const written = computed.map(({ quantity, value }) => ({
      id: quantity,
      quantity,
      printed: print(value as Value, format),
    }));
    const marking = markSheet(readSheet({ ...sheet, steps: written }));
    expect(marking.steps.filter(({ verdict }) => verdict !== "right" && verdict !== "rounded")).toEqual([]);
    expect(isAllRight(marking)).toBe(true);
  });
});

test("zeros that hold a place hide no mistake in the digits before them", () => {
  const network = net({ weights: large, activations: ["relu", "identity"], loss: { name: "half_sq" } });
  const sheet = { format: "worked-example/1", id: "wrong", network };
  const { steps } = toJson(layoutSheet(readSheet({ ...sheet, steps: [] })));
  const written = steps
    .filter(({ quantity }) => /^(z1|a1|z2|a2|loss_terms|loss)$/.test(quantity))
    .map(({ quantity, value }) => ({
      id: quantity,
      quantity,
      printed: print(value as Value, formats["3 significant digits, whole numbers filled up with zeros"]!),
    }));
  const loss = written.at(-1)!;
  const off = { ...loss, printed: String(1.05 * Number(loss.printed)) };
  expect(markSheet(readSheet({ ...sheet, steps: [...written.slice(0, -1), off] })).firstWrong).toBe("loss");
});
