import { refuse, tensor, type Tensor, type TensorLike, ValueError, zerosLike } from "@chainrule/tensor";

/**
 * Labels of which one means "unknown": `train(net, { inputs, ...ignoreLabel(labels, -100) }, …)` leaves out what has
 * it, as PyTorch's `ignore_index` does.
 *
 * @param labels - int32, or arrays of whole numbers: `[rows]` or `[rows, …]`
 * @param label - what means unknown, such as PyTorch's −100
 * @returns targets with 0 in those places, and weights of 0 there and 1 elsewhere
 * @throws ValueError if nothing is known
 */
export function ignoreLabel(labels: TensorLike, label: number): { readonly targets: Tensor; readonly weights: Tensor } {
  const all = tensor(labels, { dtype: "int32" });
  const known = all.notEqual(label);
  if (!known.data!.includes(1)) {
    refuse(ValueError, "ignoreLabel", "a label that is known", `${label} alone`, "Look at where the labels come from.");
  }
  return { targets: known.where(all, zerosLike(all)), weights: known.cast("float32") };
}
