import { elementwise } from "./elementwise.ts";
import type { Node } from "./node.ts";

/**
 * The product of what is at several places, element by element: a gate.
 *
 * @param nodes - of one shape
 * @throws ShapeError, when the network meets its inputs, if the shapes differ
 */
export const multiply = (...nodes: readonly Node[]): Node =>
  elementwise("multiply", nodes, (tensors) => tensors.reduce((product, x) => product.mul(x)));
