import { elementwise } from "./elementwise.ts";
import type { Node } from "./node.ts";

/**
 * The sum of what is at several places, element by element: a skip connection.
 *
 * @param nodes - of one shape
 * @throws ShapeError, when the network meets its inputs, if the shapes differ
 */
export const add = (...nodes: readonly Node[]): Node =>
  elementwise("add", nodes, (tensors) => tensors.reduce((sum, x) => sum.add(x)));
