import {
  foldIn,
  isFloat,
  permutation,
  randomKey,
  ShapeError,
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
 * @throws ShapeError if there are no rows or not equally many; ValueError if a number is not finite
 */
export function requireData(who: string, examples: Examples): Data {
  const data = { inputs: tensor(examples.inputs), targets: tensor(examples.targets) };
  const [inputRows, targetRows] = [data.inputs.shape[0], data.targets.shape[0]];
  if (!inputRows || inputRows !== targetRows) {
    throw new ShapeError(
      `${who}: expected as many rows of targets as of inputs, at least one, received ${inputRows ?? "a scalar"} rows of ` +
        `inputs and ${targetRows ?? "a scalar"} of targets. Each example needs both.`,
    );
  }
  for (const [name, { data: numbers, shape }] of Object.entries(data)) {
    const at = numbers!.findIndex((x) => !Number.isFinite(x));
    if (at < 0) continue;
    const width = numbers!.length / shape[0]!;
    throw new ValueError(
      `${who}: expected finite numbers, received ${numbers![at]} in row ${Math.floor(at / width)} of the ${name}, ` +
        `place ${at % width}, both counted from 0. Fill or remove it.`,
    );
  }
  return data;
}

/** Throws unless int32 targets are numbers of classes that the network has. */
export function requireLabels(who: string, targets: Tensor, classes: number): void {
  if (isFloat(targets.dtype) || targets.dtype === "bool") return;
  const at = targets.data!.findIndex((label) => label < 0 || label >= classes);
  if (at < 0) return;
  throw new ValueError(
    `${who}: expected labels from 0 to ${classes - 1}, received ${targets.data![at]} at place ${at}, counted from 0. ` +
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
