import { elementwise } from "./elementwise.ts";
import type { Node } from "./node.ts";

/**
 * The inner product of the features (the last axis) at two places: `[rows, …, features]` of both become `[rows, …,
 * 1]`. Of what `unitNorm` made it is the cosine of the angle between them.
 *
 * @param a - of the shape of b
 * @throws ShapeError, when the network meets its inputs, if the shapes differ
 */
export const dot = (a: Node, b: Node): Node =>
  elementwise("dot", [a, b], ([x, y]) => x!.mul(y!).sum(-1, { keepDims: true }));
