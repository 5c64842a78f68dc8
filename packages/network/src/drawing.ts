import { placeholder, replay } from "@chainrule/compiler";
import { foldIn, randomKey, sizeOf, type Tensor } from "@chainrule/tensor";
import { storeFor } from "./executor.ts";
import { streams } from "./network.ts";

/** From so many numbers on a plan for them costs less than it saves: the engine draws four times as fast. */
const many = 2 ** 16;

/** The numbers of expressions of a variable key, with the bits that they have one by one; what is none stays. */
export function drawn(list: readonly Tensor[], variable: Tensor, key: Tensor): Tensor[] {
  const outputs = list.filter(({ isExpression }) => isExpression);
  const graph = { inputs: [variable], outputs };
  const count = outputs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const numbers = (count < many ? replay(graph) : storeFor([], "exact").plan(graph, []))([key]);
  return list.map((x) => (x.isExpression ? numbers.shift()! : x));
}

/**
 * What is made of the key of a seed's first weights, and the numbers of tensors in it: all are drawn at once and as
 * late as one likes, unless somebody looks at what he draws.
 */
export function drawing<T>(seed: number, make: (key: Tensor) => T): [made: T, draw: (list: Tensor[]) => Tensor[]] {
  const key = foldIn(randomKey(seed), streams.weights);
  const variable = placeholder(key);
  const draw = (list: Tensor[]): Tensor[] => drawn(list, variable, key);
  try {
    return [make(variable), draw];
  } catch {
    return [make(key), draw]; // an error that has another reason comes again
  }
}
