import { elementwise } from "./elementwise.ts";
import type { Node } from "./node.ts";

/**
 * What is at one place minus what is at another, element by element.
 *
 * @param a - of the shape of b
 * @throws ShapeError, when the network meets its inputs, if the shapes differ
 */
export const subtract = (a: Node, b: Node): Node => elementwise("subtract", [a, b], ([x, y]) => x!.sub(y!));
