import { elementwise } from "./elementwise.ts";
import type { Node } from "./node.ts";

/**
 * The mean of what is at several places, element by element.
 *
 * @param nodes - of one shape
 * @throws ShapeError, when the network meets its inputs, if the shapes differ
 */
export const average = (...nodes: readonly Node[]): Node =>
  elementwise("average", nodes, (tensors) => tensors.reduce((sum, x) => sum.add(x)).div(tensors.length));
