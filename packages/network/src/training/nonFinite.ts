import { type Graph, inOrder, replay } from "@chainrule/compiler";
import { ChainruleError, type Tensor } from "@chainrule/tensor";
import { isFinite } from "../finite.ts";
import { type Names, reported } from "./graphs.ts";

/** The loss or a gradient is no longer a finite number. The network keeps the weights from before the step. */
export class NonFiniteError extends ChainruleError {
  readonly step: number;
  /** `layer 2 (dense)`, `the loss`, `the gradient of 2.kernel`, or `the update`. */
  readonly place: string;

  constructor(message: string, step: number, place: string) {
    super("NonFiniteError", message);
    this.step = step;
    this.place = place;
  }
}

/** Replays a graph and says where the first number that is not finite came from, why probably, and what to do. */
export function explainNonFinite(
  graph: Graph,
  names: Names,
  inputs: readonly Tensor[],
  step: number,
  when: string,
): NonFiniteError {
  const values = new Map<Tensor, Tensor>();
  replay(graph)(inputs, (node, result) => values.set(node, result));
  // What is given may be ∞, as in masks: what counts is what an operation made, and what of that reached a result.
  const broken = (node: Tensor): boolean => node.source !== undefined && !isFinite(values.get(node)!);
  const order = inOrder(graph.outputs);
  const guilty = new Set(graph.outputs.filter((node, i) => (i === 0 || i > reported(names).length) && broken(node)));
  for (const node of order.toReversed()) {
    if (guilty.has(node)) node.source!.inputs.filter(broken).forEach((input) => guilty.add(input));
  }
  const first = order.find((node) => guilty.has(node) && !node.source!.inputs.some(broken))!;
  const place = placeOf(graph, names, first);
  const { primitive, inputs: used } = first.source!;
  const numbers = used.map((input) => values.get(input) ?? inputs[graph.inputs.indexOf(input)]!);
  const [cause, cure] = causeOf(primitive.name, numbers, place);
  return new NonFiniteError(
    `train: expected finite numbers, received ${values.get(first)!.data!.some(Number.isNaN) ? "NaN" : "∞"} in ${when}: ` +
      `the first is in ${place}, a result of ${primitive.name}. ${cause} ${cure} ` +
      "The network keeps its weights from before this step.",
    step,
    place,
  );
}

/** The layers that the node is inside of, or the loss, or the parameter whose gradient needs it. */
function placeOf({ outputs }: Graph, names: Names, node: Tensor): string {
  const needs = (result: Tensor): boolean => inOrder([result]).includes(node);
  const layers = inOrder(outputs).flatMap(({ source }) => {
    const name = source?.primitive.name === "named" ? String(source.attributes.name) : "";
    const [output, ...inputs] = source?.inputs ?? [];
    return name.startsWith("layer ") && needs(output!) && !inputs.some(needs) ? [name] : [];
  });
  if (layers.length > 0) return layers.toReversed().join(", ");
  if (needs(outputs[0]!)) return "the loss";
  const first = 1 + reported(names).length;
  const index = outputs.slice(first, first + names.parameters.length).findLastIndex(needs);
  return index < 0 ? "the update" : `the gradient of ${names.parameters[index]}`;
}

/** What probably happened, and the step that fixes it. */
function causeOf(name: string, inputs: readonly Tensor[], place: string): readonly [cause: string, cure: string] {
  if (name.includes("log")) {
    const shift = name.includes("1p") ? 1 : 0;
    const least = inputs.at(-1)!.reduceMin().item() + shift;
    const what = least < 0 ? "a negative number" : "0";
    const cause = `The logarithm of ${what} was taken.`;
    return place === "the loss"
      ? [cause, "The predictions lie outside what the loss takes. End the network with sigmoid or softmax."]
      : [cause, "Keep the argument above 0, as in x.max(1e-6).log()."];
  }
  if (name === "sqrt")
    return ["The root of a negative number was taken.", "Keep the argument at 0 or above, as in x.max(0).sqrt()."];
  if (name === "div") return ["A divisor was 0 or close to it.", "Keep the divisor away from 0."];
  const largest = Math.max(...inputs.map((x) => x.cast("float64").abs().reduceMax().item()));
  return [
    `Numbers as large as ${largest.toPrecision(2)} overflowed.`,
    "Lower the rate, clip with clipByGlobalNorm({ limit: 1 }), or normalize the inputs.",
  ];
}
