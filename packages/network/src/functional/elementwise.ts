import { requireSameShape, type Tensor } from "@chainrule/tensor";
import { merge } from "./merge.ts";
import type { Node } from "./node.ts";

/** A merge of tensors of one shape. */
export const elementwise = (name: string, nodes: readonly Node[], f: (tensors: Tensor[]) => Tensor): Node =>
  merge(
    (...tensors) => {
      requireSameShape(name, Object.fromEntries(tensors.map((x, i) => [`input ${i + 1}`, x])));
      return f(tensors);
    },
    nodes,
    name,
  );
