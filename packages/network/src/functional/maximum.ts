import { elementwise } from "./elementwise.ts";
import type { Node } from "./node.ts";

/**
 * The largest of what is at several places, element by element.
 *
 * @param nodes - of one shape
 * @throws ShapeError, when the network meets its inputs, if the shapes differ
 */
export const maximum = (...nodes: readonly Node[]): Node =>
  elementwise("maximum", nodes, (tensors) => tensors.reduce((largest, x) => largest.max(x)));
