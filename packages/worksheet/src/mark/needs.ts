import { quantity, type Quantity } from "../sheet/quantity.ts";
import type { Sheet } from "../sheet/types.ts";
import { solvedOf } from "./solve.ts";

/**
 * The names of what has to be written before a step.
 *
 * The slopes and the derivatives by the activations need not be: many go from delta to delta. Nor need delta, for
 * those who write both of its factors and never a delta.
 */
export function needsOf(
  { family, layer }: Quantity,
  { net }: Sheet,
  written: ReadonlySet<string | undefined>,
): string[] {
  const last = net.activations.length;
  const before = layer > 1 ? [`a${layer - 1}`] : [];
  const styled = Array.from({ length: last }, (_, i) => `delta${i + 1}`).some((name) => written.has(name));
  const delta = (l: number): string[] =>
    !styled && written.has(`dL_da${l}`) && written.has(`da_dz${l}`) ? [] : [`delta${l}`];
  const step = solvedOf(net) ? ["step"] : [];
  const back = layer === last ? [`a${last}`] : delta(layer + 1);
  switch (family) {
    case "z":
      return before;
    case "a":
    case "da_dz":
      return [`z${layer}`];
    case "loss_terms":
      return [`a${last}`];
    case "loss":
      return ["loss_terms"];
    case "dL_da":
    case "dL_da_terms":
      return back;
    case "delta":
      return written.has(`dL_da${layer}`) ? [] : back;
    case "dW":
      return [...before, ...delta(layer)];
    case "db":
      return delta(layer);
    case "m_W":
    case "v_W":
      return [`dW${layer}`];
    case "W_new":
      return [`dW${layer}`, ...step];
    case "m_b":
    case "v_b":
      return [`db${layer}`];
    case "b_new":
      return net.updateBiases ? [`db${layer}`, ...step] : [];
    case "loss_after":
      return Array.from({ length: last }, (_, i) => [
        quantity("W_new", i + 1).name,
        ...(net.updateBiases ? [quantity("b_new", i + 1).name] : []),
      ]).flat();
    case "dx":
      return delta(1);
    case "g":
    case "d":
    case "slope":
    case "step":
    case "d_W":
    case "d_b":
    case "dz_dW":
    case "x":
    case "y":
    case "W":
    case "b":
      return [];
  }
}
