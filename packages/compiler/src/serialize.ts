import {
  type DType,
  memories,
  type PrimitiveName,
  primitives,
  type Shape,
  type Spec,
  Tensor,
  tensor,
} from "@chainrule/tensor";
import { type Graph, inOrder, placeholder, refuseOutside } from "./graph.ts";
import { Reader, writable } from "./reader.ts";
import { isAttribute, isShape, signatureOf } from "./signatures.ts";

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
    const data = leaf.data ?? refuseOutside("serializeGraph", leaf);
    if (data.length > small) return { tensor: tensors.push(leaf) - 1 };
    const values = Array.from(data, (x) => writable(x) as number | string);
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
 * @param name - what messages call it
 * @throws ValueError where it is not a graph of known primitives, each using what stands before it; ShapeError or
 *   DTypeError where those do not fit together
 */
export function deserializeGraph(graph: unknown, tensors: readonly Tensor[], name = "deserializeGraph: graph"): Graph {
  const json = new Reader(graph, name);
  const known = json
    .get("inputs")
    .list()
    .map((input) => placeholder(specOf(input)));
  const find = (index: Reader): Tensor => known[index.count()] ?? index.refuse("the number of an earlier node");
  const inputs = [...known];
  for (const constant of json.get("constants").list()) {
    const place = constant.get("tensor");
    const numbers = (): number[] =>
      constant
        .get("values")
        .list()
        .map((x) => x.number());
    known.push(
      place.exists
        ? (tensors[place.count()] ?? place.refuse("a constant that the file holds"))
        : tensor(numbers(), specOf(constant)),
    );
  }
  for (const node of json.get("nodes").list()) {
    const [start, used, given] = node.list();
    if (!start || !used) return node.refuse("name, inputs and attributes");
    const name = start.as<PrimitiveName>("a primitive", (x) => typeof x === "string" && Object.hasOwn(primitives, x));
    const [arity, ...names] = signatureOf(name);
    const from = used.list().map(find);
    if (from.length !== arity && (arity !== "some" || from.length === 0)) used.refuse(`the inputs of ${name}`);
    const attributes = given?.record() ?? {};
    const sound = names.every((key) => Object.hasOwn(attributes, key) && isAttribute(key, attributes[key], from[0]!));
    if (!sound || Object.keys(attributes).length !== names.length) node.refuse(`the attributes of ${name}`);
    // Not computed, though all its inputs may be constants: a damaged shape could ask for all memory there is.
    const primitive = primitives[name];
    known.push(new Tensor(primitive.result(from, attributes), undefined, { primitive, inputs: from, attributes }));
  }
  return { inputs, outputs: json.get("outputs").list().map(find) };
}

const specOf = (json: Reader): Spec => ({
  dtype: json.get("dtype").oneOf(...(Object.keys(memories) as DType[])),
  shape: json.get("shape").as("whole numbers as lengths", isShape),
});
