import type { Tensor } from "@chainrule/tensor";
import { follow, inOrder, onInputs } from "./graph.ts";

/** What to put in place of an expression; undefined where the rule does not apply. */
export type Rule = (node: Tensor, ...inputs: Tensor[]) => Tensor | undefined;

/** The inputs of an expression if it is the given primitive. */
export const match = ({ source }: Tensor, name: string): readonly Tensor[] | undefined =>
  source?.primitive.name === name ? source.inputs : undefined;

/**
 * Applies rules to every expression, inputs first, until none fits; what is written twice becomes one.
 *
 * @param rules - by the primitive that they apply to
 * @param general - applies to all of them, and comes first
 */
export function rewrite(outputs: readonly Tensor[], rules: Readonly<Record<string, Rule>>, general?: Rule): Tensor[] {
  const improve = (node: Tensor): Tensor | undefined => {
    const { primitive, inputs } = node.source ?? {};
    return inputs && (general?.(node, ...inputs) ?? rules[primitive!.name]?.(node, ...inputs));
  };
  let current = [...outputs];
  for (let changed = true; changed;) {
    changed = false;
    const shared = sharing();
    const results = new Map<Tensor, Tensor>();
    follow(inOrder(current), results, (node, inputs) => {
      let result = onInputs(node, inputs);
      for (let next = improve(result); next; next = improve(result)) {
        result = next;
        changed = true;
      }
      return shared(result);
    });
    current = current.map((output) => results.get(output)!);
  }
  return current;
}

/** Finds the first of equal expressions: the same primitive of the same inputs, or the same scalar. */
function sharing(): (node: Tensor) => Tensor {
  const numbers = new Map<Tensor, number>();
  const known = new Map<string, Tensor>();
  // What a rule has just made has no number yet, and gets one of its own.
  const numberOf = (node: Tensor): number => {
    const number = numbers.get(node) ?? numbers.size;
    numbers.set(node, number);
    return number;
  };
  return (node) => {
    const { source, data, dtype, rank } = node;
    let key = `node ${numberOf(node)}`;
    if (source) {
      key = `${source.primitive.name}(${source.inputs.map(numberOf).join()})${JSON.stringify(source.attributes)}`;
    } else if (data && rank === 0) {
      // Object.is tells −0 from 0; the text of a number does not.
      key = `${dtype} ${Object.is(data[0], -0) ? "-0" : data[0]}`;
    }
    const shared = known.get(key) ?? node;
    known.set(key, shared);
    return shared;
  };
}
