import type { Sheet } from "../sheet/types.ts";

/**
 * What an exercise asks for, in the order of the calculation.
 *
 * Where loss and activation of the output go well together, its delta follows directly, a − y, and the factors are not
 * asked for.
 */
export function quantitiesOf({ net }: Pick<Sheet, "net">): string[] {
  const last = net.activations.length;
  const layers = net.activations.map((_, i) => i + 1);
  const output = net.activations.at(-1)!.name;
  const isDirect =
    (output === "softmax" && net.loss === "categoricalCrossentropy") ||
    (output === "sigmoid" && net.loss === "binaryCrossentropy");
  const back = (layer: number): string[] => [
    ...(layer === last && isDirect ? [] : [`dL_da${layer}`, `da_dz${layer}`]),
    ...[`delta${layer}`, `dW${layer}`, `db${layer}`],
  ];
  return [
    ...layers.flatMap((layer) => [`z${layer}`, `a${layer}`]),
    "loss_terms",
    "loss",
    ...layers.toReversed().flatMap(back),
    ...layers.toReversed().flatMap((layer) => [`W${layer}_new`, `b${layer}_new`]),
    "loss_after",
  ];
}
