import type { Shape, Tensor } from "@chainrule/tensor";
import { broken } from "../check.ts";
import { specOf } from "../show.ts";

/** Throws unless a result has the shape and dtype that it should. */
export function requireSpec(
  who: string,
  received: Tensor,
  expected: { readonly shape: Shape; readonly dtype: Tensor["dtype"] },
  inputs: readonly Tensor[],
): void {
  if (specOf(received) === specOf(expected)) return;
  broken(who, {
    expected: specOf(expected),
    received: specOf(received),
    at: inputs.map(specOf).join(" and "),
    cure: "Numbers take the dtype of the tensor they meet; keep axes with keepDims where a result is to broadcast.",
  });
}
