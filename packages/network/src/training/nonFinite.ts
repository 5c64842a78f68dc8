import { type Graph, inOrder, replay } from "@chainrule/compiler";
import { ChainruleError, type Tensor } from "@chainrule/tensor";
import type { Names } from "./graphs.ts";

/** The loss or a gradient is no longer a finite number. The network keeps the weights from before the step. */
export class NonFiniteError extends ChainruleError {
  readonly step: number;
  /** `layer 2 (dense)`, `the loss`, or `the gradient of 2.kernel`. */
  readonly place: string;

  constructor(message: string, step: number, place: string) {
    super("NonFiniteError", message);
    this.step = step;
    this.place = place;
  }
}

/** Replays a step and says where the first number that is not finite came from, why probably, and what to do. */
export function explainNonFinite(
  graph: Graph,
  names: Names,
  inputs: readonly Tensor[],
  { step, epoch }: { step: number; epoch: number },
): NonFiniteError {
  let source: { node: Tensor; inputs: readonly Tensor[] } | undefined;
  const values = new Map<Tensor, Tensor>(graph.inputs.map((input, i) => [input, inputs[i]!]));
  replay(graph)(inputs, (node, result) => {
    values.set(node, result);
    // −∞ and ∞ may be meant, as in masks: what counts is the first operation that made NaN, or ∞ that was not given.
    if (source || !node.source || !breaks(node, result)) return;
    const own = node.source.inputs.map((input) => values.get(input)!);
    if (own.every(isSound)) source = { node, inputs: own };
  });
  const found = source && placeOf(graph, names, source.node);
  const place = found ?? "the gradients";
  const [cause, cure] = source ? causeOf(source.node, source.inputs, place) : unknown;
  const where = source
    ? `the first is in ${place}, a result of ${source.node.source!.primitive.name}`
    : "in the gradients";
  return new NonFiniteError(
    `train: expected finite numbers, received ${source ? kindOf(values.get(source.node)!) : "others"} ` +
      `in step ${step} (epoch ${epoch}): ${where}. ${cause} ${cure} The network keeps its weights from before this step.`,
    step,
    place,
  );
}

const isSound = ({ data }: Tensor): boolean => data!.every((x: number) => Number.isFinite(x));

const breaks = ({ source }: Tensor, result: Tensor): boolean => source!.primitive.name !== "where" && !isSound(result);

const kindOf = ({ data }: Tensor): string => (data!.some((x) => Number.isNaN(x)) ? "NaN" : "∞");

/** The layer whose output needs the node, or the loss, or the parameter whose gradient does. */
function placeOf({ outputs }: Graph, names: Names, node: Tensor): string {
  const layers = inOrder(outputs).filter(({ source }) => {
    return source?.primitive.name === "named" && String(source.attributes.name).startsWith("layer ");
  });
  const layer = layers.find((mark) => inOrder([mark]).includes(node));
  if (layer) return String(layer.source!.attributes.name);
  if (inOrder(outputs.slice(0, 1)).includes(node)) return "the loss";
  const first = 1 + names.metrics.length;
  const slopes = outputs.slice(first, first + names.parameters.length);
  const index = slopes.findLastIndex((slope) => inOrder([slope]).includes(node));
  return index < 0 ? "the update" : `the gradient of ${names.parameters[index]}`;
}

const unknown = [
  "Numbers grew beyond the range of the dtype.",
  "Lower the rate, or clip with clipByGlobalNorm(1).",
] as const;

/** What probably happened, and the step that fixes it. */
function causeOf({ source }: Tensor, inputs: readonly Tensor[], place: string): readonly [cause: string, cure: string] {
  const name = source!.primitive.name;
  if (name.includes("log")) {
    const shift = name.includes("1p") ? 1 : 0;
    const least = inputs.at(-1)!.reduceMin().item() + shift;
    const what = least < 0 ? "a negative number" : "0";
    const cause = `The logarithm of ${what} was taken.`;
    return place === "the loss"
      ? [
          cause,
          "The predictions lie outside what the loss takes: end the network with sigmoid or softmax for a cross-entropy.",
        ]
      : [cause, "Keep the argument above 0, as in x.max(1e-6).log()."];
  }
  if (name === "sqrt")
    return ["The root of a negative number was taken.", "Keep the argument at 0 or above, as in x.max(0).sqrt()."];
  if (name === "div")
    return ["Something was divided by 0 or by a number close to it.", "Add a small number below the line."];
  const largest = Math.max(...inputs.map((x) => x.cast("float64").abs().reduceMax().item()));
  return [
    `Numbers as large as ${largest.toPrecision(2)} overflowed.`,
    "Lower the rate, clip with clipByGlobalNorm(1), or normalize the inputs.",
  ];
}
