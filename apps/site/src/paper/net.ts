import * as losses from "@chainrule/losses";
import type { readSheet, SheetJson } from "@chainrule/worksheet";

// The net on the paper: a sheet without steps. Numbers are texts, as they were typed.

export type Net = SheetJson["network"];
export type Grid = readonly (readonly string[])[];

/** The network of "Back-Propagation is very simple": what the paper begins with. */
export const articleNet: Net = {
  layers: [3, 3, 3, 3],
  activations: ["relu", "sigmoid", "softmax"],
  input: [["0.1", "0.2", "0.7"]],
  target: [["1", "0", "0"]],
  weights: {
    W1: [
      ["0.1", "0.2", "0.3"],
      ["0.3", "0.2", "0.7"],
      ["0.4", "0.3", "0.9"],
    ],
    W2: [
      ["0.2", "0.3", "0.5"],
      ["0.3", "0.5", "0.7"],
      ["0.6", "0.4", "0.8"],
    ],
    W3: [
      ["0.1", "0.4", "0.8"],
      ["0.3", "0.7", "0.2"],
      ["0.5", "0.2", "0.9"],
    ],
  },
  biases: { b1: ["1", "1", "1"], b2: ["1", "1", "1"], b3: ["1", "1", "1"] },
  loss: { name: "bce", batch: "mean" },
  learning_rate: "0.01",
};

/** More are hard to see on a page, and to write by hand. */
export const largest = { layers: 6, neurons: 10, examples: 6 } as const;

/** Why a net is not drawn; "" if it is. */
export function tooLarge({ layers, input }: Net): string {
  if (layers.length <= largest.layers && Math.max(...layers) <= largest.neurons && input.length <= largest.examples)
    return "";
  const most = `${largest.layers} layers of ${largest.neurons} neurons, and ${largest.examples} examples`;
  const given = `${layers.join("-")} with ${input.length}`;
  return `A net of ${given} is too large to draw here: at most ${most}. \`npx chainrule explain\` lays out any.`;
}

/** Losses by their short names, as on sheets. */
export const lossNames: readonly string[] = ["bce", "cce", "mse", "half_sq"];

export const sheetOf = (net: Net, steps: SheetJson["steps"] = []): SheetJson => ({
  format: "worked-example/1",
  id: "paper",
  title: `${net.layers.join("-")}: ${net.activations.join(", ")}`,
  network: net,
  steps,
});

/** A row or matrix of the net, by its name. */
export function gridOf(net: Net, name: string): Grid {
  if (name === "x") return net.input;
  if (name === "y") return net.target;
  return name.startsWith("W") ? net.weights[name]! : [net.biases[name]!];
}

/** The net with one number in place of another. */
export function withNumber(net: Net, name: string, row: number, column: number, text: string): Net {
  const grid = gridOf(net, name).map((cells, r) => cells.map((cell, c) => (r === row && c === column ? text : cell)));
  return withGrid(net, name, grid);
}

function withGrid(net: Net, name: string, grid: Grid): Net {
  if (name === "x") return { ...net, input: grid };
  if (name === "y") return { ...net, target: grid };
  if (name.startsWith("W")) return { ...net, weights: { ...net.weights, [name]: grid } };
  return { ...net, biases: { ...net.biases, [name]: grid[0]! } };
}

/** The net with another number of neurons in a layer (0 is the input), keeping all numbers that still have a place. */
export function withNeurons(net: Net, layer: number, count: number): Net {
  return fitted({ ...net, layers: net.layers.map((size, i) => (i === layer ? count : size)) });
}

/** The net with one hidden layer more, before the output, or without the last of them. */
export function withLayers(net: Net, change: 1 | -1): Net {
  const layers = [...net.layers];
  const activations = [...net.activations];
  if (change > 0) {
    layers.splice(-1, 0, 3);
    activations.splice(-1, 0, "sigmoid");
  } else {
    layers.splice(-2, 1);
    activations.splice(-2, 1);
  }
  return fitted({ ...net, layers, activations });
}

/** Numbers where there are none yet: small ones that differ, as equal weights would stay equal. */
const filler = (row: number, column: number): string => ((((row * 3 + column * 5) % 9) + 1) / 10).toFixed(1);

const sized = (grid: Grid | undefined, rows: number, columns: number, fill = filler): Grid =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => grid?.[r]?.[c] ?? fill(r, c)));

function fitted(net: Net): Net {
  const { layers } = net;
  const numbered = layers.slice(1).map((_, i) => i + 1);
  return {
    ...net,
    input: sized(net.input, net.input.length, layers[0]!),
    target: sized(net.target, net.input.length, layers.at(-1)!, () => "0"),
    weights: Object.fromEntries(
      numbered.map((l) => [`W${l}`, sized(net.weights[`W${l}`], layers[l - 1]!, layers[l]!)]),
    ),
    biases: Object.fromEntries(
      numbered.map((l) => [`b${l}`, sized([net.biases[`b${l}`] ?? []], 1, layers[l]!, () => "0")[0]!]),
    ),
  };
}

/** The net of a sheet in our own names, whatever the sheet calls its parts. */
export function netOf(read: ReturnType<typeof readSheet>["net"], json: unknown): Net {
  const text = (rows: readonly (readonly number[])[]): string[][] => rows.map((row) => row.map(String));
  const { loss } = (json as SheetJson).network;
  return {
    layers: read.sizes,
    activations: read.activations.map(({ name }) => name),
    input: text(read.input),
    target: text(read.target),
    weights: Object.fromEntries(read.weights.map((rows, i) => [`W${i + 1}`, text(rows)])),
    biases: Object.fromEntries(read.biases.map((row, i) => [`b${i + 1}`, row.map(String)])),
    loss: {
      name: loss.name in losses || lossNames.includes(loss.name) ? loss.name : read.loss,
      batch: "mean",
    },
    learning_rate: String(read.rate),
  };
}
