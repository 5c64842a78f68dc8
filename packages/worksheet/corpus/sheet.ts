import { type Matrix, range } from "./arrays.ts";
import type { Hand, Net } from "./net.ts";

/** A number or lists of numbers, as the format has it. */
type Printed = string | readonly Printed[];

const labels: Readonly<Record<string, string>> = {
  z: "pre-activation of layer",
  a: "activation of layer",
  loss_terms: "loss of each output",
  loss: "loss",
  dL_da: "derivative of the loss wrt the activations of layer",
  da_dz: "slope of the activation of layer",
  delta: "derivative of the loss wrt the pre-activations of layer",
  dW: "derivative of the loss wrt the weights of layer",
  db: "derivative of the loss wrt the biases of layer",
  dx: "derivative of the loss wrt the inputs",
  loss_after: "loss with the new weights",
};

export interface WrittenStep {
  readonly id: string;
  readonly name: string;
  readonly texts: readonly (readonly string[])[];
}

/** A sheet in the format `worked-example/1`. */
export function toSheet(id: string, net: Net, hand: Hand, steps: readonly WrittenStep[]): object {
  return {
    format: "worked-example/1",
    id,
    title: `${net.sizes.join("-")}, ${net.activations.join(", ")}, ${net.loss}, ${net.x.length} examples`,
    network: networkOf(net),
    ...(hand.says ? { student_says: says(hand) } : {}),
    steps: steps.map(({ id: step, name, texts }) => ({
      id: step,
      quantity: name,
      layer: Number(/\d+/.exec(name)?.[0] ?? net.weights.length),
      label: labelOf(name),
      printed: print(net, hand, name, texts),
    })),
  };
}

function labelOf(name: string): string {
  const known = labels[name] ?? labels[name.replace(/\d+$/, "")];
  return known ? (name in labels ? known : `${known} ${/\d+$/.exec(name)![0]}`) : `new value: ${name}`;
}

function says(hand: Hand): string {
  const places = hand.style === "decimals" ? "decimals" : "significant digits";
  const how = `${hand.cut ? "cut off" : "rounded"} to ${hand.digits} ${places}`;
  return hand.carry === "full" ? `full precision throughout, ${how}` : `${how}, and went on with what is written`;
}

const plain = (value: number): string => {
  const text = String(value);
  return text.includes("e") ? value.toFixed(10).replace(/0+$/, "") : text;
};

const texts = (m: Matrix): string[][] => m.map((row) => row.map(plain));

function networkOf(net: Net): object {
  const numbered = (letter: string, list: readonly unknown[]): object =>
    Object.fromEntries(list.map((entry, i) => [`${letter}${i + 1}`, entry]));
  const state = Object.entries(net.state).map(
    ([name, m]) => [name, /_b/.test(name) ? texts(m)[0]! : texts(m)] as const,
  );
  return {
    layers: net.sizes,
    activations: net.activations,
    ...(net.leakySlope === undefined ? {} : { leaky_slope: plain(net.leakySlope) }),
    input: texts(net.x),
    target: texts(net.y),
    weights: numbered(
      "W",
      net.weights.map((w) => texts(w)),
    ),
    biases: numbered("b", texts(net.biases)),
    loss: { name: net.loss, batch: `${net.batch} over the examples` },
    learning_rate: plain(net.rate),
    batch_size: net.x.length,
    update_biases: net.updateBiases,
    ...(net.optimizer === "sgd" ? {} : { optimizer: { name: net.optimizer, options: net.options } }),
    ...(net.regularizer
      ? { regularizer: { name: net.regularizer.name, strength: plain(net.regularizer.strength) } }
      : {}),
    ...(Object.keys(net.masks).length > 0
      ? { masks: Object.fromEntries(Object.entries(net.masks).map(([name, m]) => [name, texts(m)])) }
      : {}),
    ...(net.stepsBefore > 0 ? { state: { ...Object.fromEntries(state), step: net.stepsBefore } } : {}),
  };
}

const isSquare = (hand: Hand, net: Net, name: string): boolean =>
  name.startsWith("da_dz") && hand.jacobian === "square" && net.activations[Number(name.slice(5)) - 1] === "softmax";

function print(net: Net, hand: Hand, name: string, rows: WrittenStep["texts"]): Printed {
  if (name === "loss" || name === "loss_after") return rows[0]![0]!;
  if (/^db|^b|_b/.test(name)) return rows[0]!;
  if (!isSquare(hand, net, name)) return rows;
  return rows.map((row) => {
    const width = Math.sqrt(row.length);
    return range(width).map((i) => row.slice(i * width, (i + 1) * width));
  });
}

/** Where a number stands on the sheet, counted from 1. */
export function place(net: Net, hand: Hand, name: string, row: number, column: number): number[] {
  if (/^loss$|^loss_after$|^db|^b|_b/.test(name)) return [column + 1];
  if (!isSquare(hand, net, name)) return [row + 1, column + 1];
  const width = net.sizes[Number(name.slice(5))]!;
  return [row + 1, Math.floor(column / width) + 1, (column % width) + 1];
}
