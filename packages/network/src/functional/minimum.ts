import { elementwise } from "./elementwise.ts";
import type { Node } from "./node.ts";

/**
 * The smallest of what is at several places, element by element.
 *
 * @param nodes - of one shape
 * @throws ShapeError, when the network meets its inputs, if the shapes differ
 */
export const minimum = (...nodes: readonly Node[]): Node =>
  elementwise("minimum", nodes, (tensors) => tensors.reduce((smallest, x) => smallest.min(x)));
