import { argMax, refuse, tensor, type Tensor, type TensorLike, ValueError } from "@chainrule/tensor";

/**
 * Weights for examples by the class they are of, for `train(net, { inputs, targets, weights }, …)`.
 *
 * With a single output class 1 is the yes: `classWeights(targets, { 0: 1, 1: 5 })`
 * makes a yes count five times, as PyTorch's `pos_weight` does; but the mean is by the sum of the weights.
 *
 * @param targets - int32 labels; one-hot rows `[rows, classes]`; or 0 and 1, `[rows]` or `[rows, 1]`
 * @param byClass - what each class counts, 1 where it is not named; default `"balanced"`, as in scikit-learn: rows /
 *   (classes · rows of the class), so that all classes together count the same
 * @returns float32 `[rows]`, or as the labels are
 * @throws ValueError for a class that is not named by a whole number, 0 or above, and for a weight below 0
 */
export function classWeights(
  targets: TensorLike,
  byClass: "balanced" | Readonly<Record<number, number>> = "balanced",
): Tensor {
  const classes = classesOf(tensor(targets));
  const data = classes.data!;
  const weights = byClass === "balanced" ? balanced(data) : new Map(Object.entries(byClass).map(entry));
  return tensor(
    Float32Array.from(data, (label) => weights.get(label) ?? 1),
    { shape: classes.shape },
  );
}

/** The class of each example: of one-hot rows the place of the 1. */
function classesOf(targets: Tensor): Tensor {
  const isLabels = targets.dtype === "int32" || targets.rank < 2;
  if (!isLabels && targets.shape.at(-1)! > 1) return argMax(targets, -1);
  return isLabels ? targets : targets.reshape(targets.shape.slice(0, -1));
}

function balanced(labels: Iterable<number> & { readonly length: number }): Map<number, number> {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Map([...counts].map(([label, count]) => [label, labels.length / (counts.size * count)]));
}

function entry([name, weight]: [string, number]): [number, number] {
  const label = Number(name);
  if (!Number.isSafeInteger(label) || label < 0) {
    refuse(ValueError, "classWeights", "classes by their number", name, "Write { 0: 1, 1: 5 }.");
  }
  if (!(weight >= 0 && weight < Infinity)) {
    refuse(ValueError, "classWeights", "finite weights, 0 or above", weight, "Write { 0: 1, 1: 5 }.");
  }
  return [label, weight];
}
