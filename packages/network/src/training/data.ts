import {
  DTypeError,
  foldIn,
  isFloat,
  permutation,
  randomKey,
  refuse,
  requireSameShape,
  type Shape,
  ShapeError,
  type Spec,
  type Tensor,
  tensor,
  ValueError,
} from "@chainrule/tensor";
import { streams } from "../network.ts";
import type { Examples } from "./options.ts";

/** Inputs and targets as tensors of equally many rows, all of them numbers. */
export interface Data {
  readonly inputs: Tensor;
  readonly targets: Tensor;
}

/**
 * Plain arrays and truth values as targets take the dtype of the inputs.
 *
 * @throws ShapeError if there are no rows or not equally many; ValueError if a number is not finite
 */
export function requireData(who: string, examples: Examples): Data {
  const inputs = tensor(examples.inputs);
  const targets = tensor(examples.targets);
  const own = targets.dtype !== "bool" && (ArrayBuffer.isView(examples.targets) || targets === examples.targets);
  const data = { inputs, targets: own ? targets : tensor(examples.targets, { dtype: inputs.dtype }) };
  const [inputRows, targetRows] = [data.inputs.shape[0], data.targets.shape[0]];
  if (!inputRows || inputRows !== targetRows) {
    refuse(
      ShapeError,
      who,
      "as many rows of targets as of inputs, at least one",
      `${inputRows ?? "no"} rows of inputs and ${targetRows ?? "no"} of targets`,
      "Each example needs both.",
    );
  }
  for (const [name, { data: numbers, shape }] of Object.entries(data)) {
    const at = numbers!.findIndex((x) => !Number.isFinite(x));
    if (at < 0) continue;
    const width = numbers!.length / shape[0]!;
    refuse(
      ValueError,
      who,
      "finite numbers",
      `${numbers![at]} in row ${Math.floor(at / width)} of the ${name}, place ${at % width}, both counted from 0`,
      "Fill or remove it.",
    );
  }
  return data;
}

/** Throws unless targets have the dtype and, but for the rows, the shape of those of the training. */
export function requireTargets(who: string, training: Spec, { shape, dtype }: Spec): void {
  const rows = (whole: Shape): Shape => [-1, ...whole.slice(1)];
  requireSameShape(who, {
    "the target of the training": { shape: rows(training.shape) },
    target: { shape: rows(shape) },
  });
  if (dtype === training.dtype) return;
  refuse(DTypeError, who, `targets ${training.dtype}, as in the training`, dtype, `Write .cast("${training.dtype}").`);
}

/** Throws unless int32 targets are numbers of classes that the network has. */
export function requireLabels(who: string, targets: Tensor, classes: number): void {
  if (isFloat(targets.dtype) || targets.dtype === "bool") return;
  const at = targets.data!.findIndex((label) => label < 0 || label >= classes);
  if (at < 0) return;
  refuse(
    ValueError,
    who,
    `labels from 0 to ${classes - 1}`,
    `${targets.data![at]} at place ${at}, counted from 0`,
    `Give the last layer ${targets.reduceMax().item() + 1} outputs, or correct the label.`,
  );
}

/** The order of the examples in an epoch, counted from 0. */
export function orderOf(
  epoch: number,
  { rows, seed, shuffle }: { rows: number; seed: number; shuffle: boolean },
): Int32Array {
  return shuffle
    ? permutation(foldIn(foldIn(randomKey(seed), streams.order), epoch), rows)
    : Int32Array.from({ length: rows }, (_, i) => i);
}
