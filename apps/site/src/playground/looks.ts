import { decodePredictions, type Preparation, prepare } from "@chainrule/data";
import { gradientStats, type Network, predict } from "@chainrule/network";
import { type Loss, type Optimizer, slice, type Tensor } from "@chainrule/tensor";
import { answersOf, layoutNetwork } from "@chainrule/worksheet";
import type { Data } from "./data.ts";
import type { Answer, Gradient, Layer, Picture, Plane } from "./messages.ts";

// What there is to see of a network between two steps. All of it is computed by the packages.

/** Points across and down of the picture of a plane. */
const side = 64;

/** Draws what a network says all over a plane; undefined where that is no longer finite. */
export function painterOf(plane: Plane, preparation: Preparation): (net: Network) => Picture | undefined {
  const { names, left, right, low, high } = plane;
  const at = (place: number, from: number, to: number): string => String(from + ((place + 0.5) / side) * (to - from));
  const rows = Array.from({ length: side * side }, (_, i) => [
    at(i % side, left, right),
    at(Math.floor(i / side), high, low),
  ]);
  const { inputs } = prepare(preparation, { columns: names, rows });
  const { target } = preparation;
  const places = new Map(target.kind === "number" ? [] : target.labels.map((label, i) => [label, i]));
  return (net: Network) => {
    const answers = predict(net, inputs);
    if (!answers.toTypedArray().every(Number.isFinite)) return undefined;
    const predictions = decodePredictions(preparation, answers);
    return {
      side,
      value: Float64Array.from(predictions, ({ prediction }) =>
        typeof prediction === "number" ? prediction : places.get(prediction)!,
      ),
      sure: Float64Array.from(predictions, ({ probability = 1 }) => probability),
    };
  };
}

/** Weights and biases, layer by layer. */
export function layersOf({ memory }: Network): Layer[] {
  const parameters = Object.entries(memory?.parameters ?? {});
  return parameters.flatMap(([name, kernel]) => {
    if (!name.endsWith(".kernel")) return [];
    const bias = memory!.parameters[name.replace("kernel", "bias")]!;
    const shape = kernel.shape as [number, number];
    return [{ name, shape, kernel: numbers(kernel), bias: numbers(bias) }];
  });
}

const numbers = (x: Tensor): Float32Array => Float32Array.from(x.toTypedArray());

/** Examples that gradients are taken of, and those that a worksheet is laid out for. */
const [sample, onPaper] = [256, 32];

const firstRows = ({ inputs, targets }: Data["training"], count: number): Data["training"] => {
  const rows = Math.min(count, inputs.shape[0]!);
  return { inputs: slice(inputs, 0, 0, rows), targets: slice(targets, 0, 0, rows) };
};

export const gradientsOf = (net: Network, { training }: Data, loss: Loss): Gradient[] =>
  Object.entries(gradientStats(net, firstRows(training, sample), { loss })).map(([name, stats]) => ({
    ...stats,
    name,
  }));

/** Vanishing gradients, dead and saturated neurons, in the worksheet's words. */
export function answersFor(net: Network, { training }: Data, loss: Loss, optimizer: Optimizer): Answer[] {
  const worksheet = layoutNetwork(net, { ...firstRows(training, onPaper), loss, optimizer });
  return answersOf(worksheet, ["vanishing", "saturated"]).map(({ question, answer, figures }) => ({
    question,
    lines: [...answer, ...figures],
  }));
}
