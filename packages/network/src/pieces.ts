import { follow, type Graph, inOrder, onInputs, placeholder, replay } from "@chainrule/compiler";
import type { Plan } from "@chainrule/compiler/wasm";
import { concat, Tensor } from "@chainrule/tensor";

/** Rows that are predicted at once: what they need stays in the cache, however many there are. */
const piece = 1024;

/** Tensors of equally many rows, so many rows at a time. */
export function inPieces(tensors: readonly Tensor[]): (readonly Tensor[])[] {
  const rows = tensors[0]!.shape[0]!;
  if (rows <= piece) return [tensors];
  return Array.from({ length: Math.ceil(rows / piece) }, (_, i) => {
    const [from, to] = [i * piece, Math.min((i + 1) * piece, rows)];
    return tensors.map(({ shape, dtype, data }) => {
      const width = data!.length / rows;
      return new Tensor({ shape: [to - from, ...shape.slice(1)], dtype }, data!.subarray(from * width, to * width));
    });
  });
}

/** What belongs together, of results by piece. */
export const joined = ([first, ...others]: readonly Tensor[][]): Tensor[] =>
  others.length > 0 ? first!.map((x, i) => concat([x, ...others.map((part) => part[i]!)], 0)) : first!;

/** What work that is done in parts comes to. */
export function ended<T>(work: Generator<unknown, T>): T {
  let part = work.next();
  while (!part.done) part = work.next();
  return part.value;
}

/**
 * Runs a graph whose results come from all rows together, as the mean of a loss does, a piece at a time up to the
 * marked nodes; from there on the interpreter goes on with the marked nodes of all rows.
 *
 * @param mark - the name of nodes with a value for each row, or some; where there are none all rows are run at once
 * @param columns - how many of the inputs, the first ones, have rows
 */
export function upTo(mark: string, graph: Graph, columns: number, planOf: (graph: Graph) => Plan) {
  const order = inOrder(graph.outputs);
  const marked = order.filter(({ source }) => source?.attributes.name === mark);
  const isOpen = marked.length > 0 && marked.every(({ shape: [rows] }) => rows === -1);
  const all = planOf(graph);
  const some = planOf({ ...graph, outputs: marked });
  return function* (examples: readonly Tensor[], others: readonly Tensor[]): Generator<undefined, Tensor[]> {
    const pieces = inPieces(examples);
    if (pieces.length === 1 || !isOpen) return all([...examples, ...others]);
    const values: Tensor[][] = [];
    for (const piece of pieces) {
      values.push(some([...piece, ...others]));
      yield;
    }
    const known = new Map(marked.map((node) => [node, placeholder(node)]));
    const inputs = [...known.values(), ...graph.inputs.slice(0, columns)];
    follow(order, known, onInputs);
    const rest = replay({ inputs, outputs: graph.outputs.map((node) => known.get(node)!) });
    return rest([...joined(values), ...examples]);
  };
}
