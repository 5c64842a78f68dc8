import { concat } from "@chainrule/tensor";
import { merge } from "./merge.ts";
import type { Node } from "./node.ts";

/**
 * The features (the last axis) of several places side by side.
 *
 * @param nodes - alike in all axes but the last
 * @throws ShapeError, when the network meets its inputs, if others differ
 */
export const concatenate = (...nodes: readonly Node[]): Node =>
  merge((first, ...others) => concat([first, ...others], -1), nodes, "concatenate");
