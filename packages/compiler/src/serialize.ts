import {
  type DType,
  type Primitive,
  primitives,
  type Shape,
  type Spec,
  Tensor,
  tensor,
  TraceError,
  refuse,
  ValueError,
} from "@chainrule/tensor";
import type { PrimitiveName } from "./facets.ts";
import { type Graph, inOrder, placeholder } from "./graph.ts";
import { attributeKinds, isDType, isShape, signatures } from "./signatures.ts";

/**
 * A graph as plain JSON. Nodes are numbered: first the inputs, then the constants, then one for each operation,
 * which names its inputs by their numbers.
 */
export interface SerializedGraph {
  readonly inputs: readonly Spec[];
  /** Small ones stand here; others are in the list of tensors beside the graph, by their place in it. */
  readonly constants: readonly (SmallConstant | { readonly tensor: number })[];
  readonly nodes: readonly (readonly [primitive: string, inputs: readonly number[], attributes?: object])[];
  readonly outputs: readonly number[];
}

/** Numbers as text where JSON has no word for them: NaN, Infinity, −Infinity, −0. */
interface SmallConstant {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly values: readonly (number | string)[];
}

const wordless = ["NaN", "Infinity", "-Infinity", "-0"];

const small = 16;

/** Turns a graph into JSON and a list of the larger constants in it. */
export function serializeGraph({ inputs, outputs }: Graph): { graph: SerializedGraph; tensors: Tensor[] } {
  const numbers = new Map<Tensor, number>();
  const number = (node: Tensor): void => void numbers.set(node, numbers.size);
  const find = (node: Tensor): number => numbers.get(node)!;
  const order = inOrder(outputs).filter((node) => !inputs.includes(node));
  const leaves = order.filter(({ source }) => !source);
  const operations = order.filter(({ source }) => source);
  [...inputs, ...leaves, ...operations].forEach(number);

  const tensors: Tensor[] = [];
  const constants = leaves.map((leaf) => {
    const data =
      leaf.data ??
      refuse(
        TraceError,
        "serializeGraph",
        "arguments and constants",
        "an expression from outside",
        "Pass it as an argument.",
      );
    if (data.length > small) return { tensor: tensors.push(leaf) - 1 };
    const values = Array.from(data, (x) => (Object.is(x, -0) ? "-0" : Number.isFinite(x) ? x : String(x)));
    return { dtype: leaf.dtype, shape: leaf.shape, values };
  });
  const nodes = operations.map(({ source }) => {
    const { primitive, inputs: used, attributes } = source!;
    const base = [primitive.name, used.map(find)] as const;
    return Object.keys(attributes).length > 0 ? ([...base, attributes] as const) : base;
  });
  const specs = inputs.map(({ dtype, shape }) => ({ dtype, shape }));
  return { graph: { inputs: specs, constants, nodes, outputs: outputs.map(find) }, tensors };
}

/**
 * Builds a graph from JSON. Nothing of it is run as code, nothing is computed, and every shape is derived anew.
 *
 * @param graph - anything: it comes from a file
 * @param tensors - the larger constants
 * @throws ValueError where it is not a graph of known primitives, each using what stands before it; ShapeError or
 *   DTypeError where those do not fit together
 */
export function deserializeGraph(graph: unknown, tensors: readonly Tensor[]): Graph {
  let place = "the graph";
  const need = (condition: boolean, expected: string): void => {
    if (!condition) throw new ValueError(`deserializeGraph: ${place}: expected ${expected}. The file is damaged.`);
  };
  const list = (value: unknown, what: string): unknown[] => {
    need(Array.isArray(value), `a list of ${what}`);
    return value as unknown[];
  };
  const record = (value: unknown, what: string): Record<string, unknown> => {
    need(typeof value === "object" && value !== null && !Array.isArray(value), what);
    return value as Record<string, unknown>;
  };
  const spec = (value: unknown): Spec => {
    const { dtype, shape } = record(value, "an object with dtype and shape");
    need(isDType(dtype), "dtype float32, float64, int32 or bool");
    need(isShape(shape), "whole numbers as lengths");
    return { dtype: dtype as DType, shape: shape as Shape };
  };
  const number = (value: unknown): number => {
    const text = typeof value === "string" && wordless.includes(value);
    need(text || typeof value === "number", `numbers, received ${JSON.stringify(value)}`);
    return Number(value);
  };

  const known: Tensor[] = [];
  const find = (index: unknown): Tensor => {
    const node = typeof index === "number" ? known[index] : undefined;
    need(node !== undefined, `the number of an earlier node, received ${JSON.stringify(index)}`);
    return node!;
  };
  const { inputs, constants, nodes, outputs } = record(graph, "an object");
  list(inputs, "inputs").forEach((input, i) => {
    place = `input ${i}`;
    known.push(placeholder(spec(input)));
  });
  const count = known.length;
  list(constants, "constants").forEach((value, i) => {
    place = `constant ${i}`;
    const { tensor: index, values } = record(value, "an object");
    if (index === undefined) {
      const { dtype, shape } = spec(value);
      known.push(tensor(list(values, "numbers").map(number), { dtype, shape }));
      return;
    }
    const found = typeof index === "number" ? tensors[index] : undefined;
    need(found !== undefined, `a constant that the file holds, received ${JSON.stringify(index)}`);
    known.push(found!);
  });
  list(nodes, "nodes").forEach((node, i) => {
    place = `node ${i}`;
    const [name, used, given = {}] = list(node, "name, inputs and attributes");
    need(typeof name === "string" && Object.hasOwn(primitives, name), `a primitive, received ${JSON.stringify(name)}`);
    const [arity, ...names] = signatures[name as PrimitiveName];
    const from = list(used, "inputs").map(find);
    need(from.length === arity || (arity === "some" && from.length > 0), `the inputs of ${name as string}`);
    const attributes = record(given, "attributes");
    const sound = names.every(
      (key) => Object.hasOwn(attributes, key) && attributeKinds[key](attributes[key], from[0]!),
    );
    need(sound && Object.keys(attributes).length === names.length, `the attributes of ${name as string}`);
    // Not computed, though all its inputs may be constants: a damaged shape could ask for all memory there is.
    const primitive: Primitive = primitives[name as PrimitiveName];
    known.push(new Tensor(primitive.result(from, attributes), undefined, { primitive, inputs: from, attributes }));
  });
  place = "the outputs";
  return { inputs: known.slice(0, count), outputs: list(outputs, "outputs").map(find) };
}
