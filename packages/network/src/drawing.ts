import { placeholder, replay } from "@chainrule/compiler";
import { foldIn, randomKey, sizeOf, type Tensor } from "@chainrule/tensor";
import { storeFor } from "./executor.ts";
import { streams } from "./network.ts";

/** From so many numbers on a plan for them costs less than it saves: the engine draws four times as fast. */
const many = 2 ** 16;

/**
 * The numbers of expressions of a variable key; what is none stays. Where they are many others have their turn between
 * one tensor and the next.
 */
export function* drawn(list: readonly Tensor[], variable: Tensor, key: Tensor): Generator<undefined, Tensor[]> {
  const numbers: Tensor[] = [];
  for (const x of list) {
    const graph = { inputs: [variable], outputs: [x] };
    const isLarge = x.isExpression && sizeOf(x.shape) >= many;
    numbers.push((isLarge ? storeFor([], "exact").plan(graph, []) : replay(graph))([key])[0]!);
    if (isLarge) yield;
  }
  return numbers;
}

type Draw = (list: readonly Tensor[]) => Generator<undefined, Tensor[]>;

/**
 * What is made of the key of a seed's first weights, and the numbers of tensors in it: drawn as late as one
 * likes, unless somebody looks at what he draws.
 */
export function drawing<T>(seed: number, make: (key: Tensor) => T): [made: T, draw: Draw] {
  const key = foldIn(randomKey(seed), streams.weights);
  const variable = placeholder(key);
  const draw: Draw = (list) => drawn(list, variable, key);
  try {
    return [make(variable), draw];
  } catch {
    return [make(key), draw]; // an error that has another reason comes again
  }
}
