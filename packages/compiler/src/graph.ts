import {
  apply,
  type Attributes,
  formatSpec,
  isTensor,
  refuse,
  ShapeError,
  type Spec,
  Tensor,
  TraceError,
  ValueError,
} from "@chainrule/tensor";

/** A traced function: outputs as expressions of inputs that have no source. */
export interface Graph {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

/** An input of a traced function: shape and dtype alone. An unknown number of rows is −1. */
export const placeholder = ({ shape, dtype }: Spec): Tensor => new Tensor({ shape, dtype });

/**
 * Runs a function once on placeholders.
 *
 * @throws ValueError if it returns anything but tensors
 */
export function trace(f: (...inputs: Tensor[]) => readonly Tensor[], specs: readonly Spec[]): Graph {
  const inputs = specs.map(placeholder);
  const outputs = f(...inputs);
  for (const output of outputs) {
    if (isTensor(output)) continue;
    const expected = "a function of tensors to return a tensor";
    refuse(ValueError, "trace", expected, typeof output, "Choose with where, not with if.");
  }
  return { inputs, outputs };
}

/** Everything that the outputs are computed from, each after what it uses. */
export function inOrder(outputs: readonly Tensor[]): Tensor[] {
  const order = new Set<Tensor>();
  // A stack of its own: a long chain of operations must not exhaust the host's.
  const stack = outputs.toReversed();
  while (stack.length > 0) {
    const node = stack.at(-1)!;
    const missing = order.has(node) ? undefined : node.source?.inputs.find((input) => !order.has(input));
    if (missing) stack.push(missing);
    else order.add(stack.pop()!);
  }
  return [...order];
}

/**
 * Finds what becomes of nodes, each after what it uses.
 *
 * @param known - what has become of some of them; the others are added
 * @param become - what becomes of a node whose inputs have become these
 */
export function follow(
  order: readonly Tensor[],
  known: Map<Tensor, Tensor>,
  become: (node: Tensor, inputs: readonly Tensor[]) => Tensor,
): void {
  for (const node of order) {
    if (known.has(node)) continue;
    const inputs = node.source?.inputs.map((input) => known.get(input)!) ?? [];
    known.set(node, become(node, inputs));
  }
}

/** A node on other inputs; itself where they are the same. */
export const onInputs = (node: Tensor, inputs: readonly Tensor[]): Tensor =>
  node.source && inputs.some((input, i) => input !== node.source!.inputs[i])
    ? apply(node.source.primitive, inputs, node.source.attributes)
    : node;

/** What a graph reads of a function that is being traced around its own. */
export const outerOf = ({ inputs, outputs }: Graph): Tensor[] =>
  inOrder(outputs).filter((node) => node.isExpression && !node.source && !inputs.includes(node));

/**
 * The interpreter: a function that replays a graph on other inputs. Values give values, expressions expressions.
 *
 * @throws ShapeError if an input does not have the traced shape (any number of rows stands for −1)
 */
export function replay(graph: Graph): (inputs: readonly Tensor[], visit?: Visit) => Tensor[] {
  const order = inOrder(graph.outputs);
  return (inputs, visit) => {
    const ratio = rowRatio(graph.inputs, inputs);
    const known = new Map<Tensor, Tensor>();
    graph.inputs.forEach((input, i) => known.set(input, inputs[i]!));
    follow(order, known, (node, used) => {
      const { source } = node;
      if (!source && node.isExpression) refuseOutside("replay", node);
      const result = source ? apply(source.primitive, used, withRows(source.attributes, ratio)) : node;
      visit?.(node, result);
      return result;
    });
    return graph.outputs.map((node) => known.get(node)!);
  };
}

/** Throws the error of an expression that belongs to another function. */
export function refuseOutside(who: string, node: Tensor): never {
  const expected = "every input to be an argument of the traced function";
  return refuse(TraceError, who, expected, `${formatSpec(node)} from outside`, "Pass it as an argument.");
}

/** Sees each node of the graph with what became of it. */
export type Visit = (node: Tensor, result: Tensor) => void;

/**
 * What a length that counts rows has to be multiplied by; undefined if there is none.
 *
 * @throws ShapeError if an input does not have the traced shape and dtype
 */
export function rowRatio(expected: readonly Tensor[], received: readonly Tensor[]): number | undefined {
  let ratio: number | undefined;
  expected.forEach((input, i) => {
    const { shape, dtype } = input;
    const actual = received[i];
    const fits =
      actual?.dtype === dtype &&
      actual.rank === shape.length &&
      shape.every((length, axis) => {
        const given = actual.shape[axis]!;
        if (length >= 0) return given === length;
        ratio ??= given / length;
        return given / length === ratio;
      });
    if (fits) return;
    const found = actual ? formatSpec(actual) : "nothing";
    const cure = "All inputs of a call have the same number of rows.";
    refuse(ShapeError, "replay", `input ${i} to be ${formatSpec(input)}`, found, cure);
  });
  return ratio;
}

/** Attributes count rows by negative numbers; axes and the like are never negative. */
export function withRows(attributes: Attributes, ratio: number | undefined): Attributes {
  if (ratio === undefined || ratio === 1 || "inputs" in attributes) return attributes;
  const scale = (value: unknown): unknown =>
    typeof value === "number" && value < 0 ? value * ratio : Array.isArray(value) ? value.map(scale) : value;
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, scale(value)]));
}
