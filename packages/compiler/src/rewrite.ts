import { apply, Tensor } from "@chainrule/tensor";
import { inOrder } from "./graph.ts";

/** What to put in place of an expression; undefined where the rule does not apply. */
export type Rule = (node: Tensor) => Tensor | undefined;

/**
 * Applies rules to every expression until none fits, inputs first, and computes what is written twice only once.
 */
export function rewrite(outputs: readonly Tensor[], rules: readonly Rule[]): Tensor[] {
  let current = [...outputs];
  for (let changed = true; changed; ) {
    changed = false;
    const shared = sharing();
    const results = new Map<Tensor, Tensor>();
    for (const node of inOrder(current)) {
      let result = rebuild(node, results);
      for (let next: Tensor | undefined = result; next; ) {
        result = next;
        next = result.source && first(rules, result);
        changed ||= next !== undefined;
      }
      results.set(node, shared(result));
    }
    current = current.map((output) => results.get(output)!);
  }
  return current;
}

function first(rules: readonly Rule[], node: Tensor): Tensor | undefined {
  for (const rule of rules) {
    const result = rule(node);
    if (result) return result;
  }
  return undefined;
}

function rebuild(node: Tensor, results: ReadonlyMap<Tensor, Tensor>): Tensor {
  const { source } = node;
  if (!source) return node;
  const inputs = source.inputs.map((input) => results.get(input)!);
  return inputs.every((input, i) => input === source.inputs[i])
    ? node
    : apply(source.primitive, inputs, source.attributes);
}

/** Finds the first of equal expressions: the same primitive of the same inputs, or the same scalar. */
function sharing(): (node: Tensor) => Tensor {
  const numbers = new Map<Tensor, number>();
  const known = new Map<string, Tensor>();
  const number = (node: Tensor): number => {
    const given = numbers.get(node) ?? numbers.size;
    numbers.set(node, given);
    return given;
  };
  return (node) => {
    const key = keyOf(node, number);
    if (key === undefined) return node;
    const found = known.get(key);
    if (!found) known.set(key, node);
    return found ?? node;
  };
}

function keyOf({ source, data, dtype, rank }: Tensor, number: (node: Tensor) => number): string | undefined {
  if (source) {
    const inputs = source.inputs.map((input) => (input.data && input.rank === 0 ? keyOf(input, number) : number(input)));
    return `${source.primitive.name}(${inputs.join()})${JSON.stringify(source.attributes)}`;
  }
  // Object.is tells −0 from 0; the text of a number does not.
  return data && rank === 0 ? `${dtype} ${Object.is(data[0], -0) ? "-0" : data[0]}` : undefined;
}
