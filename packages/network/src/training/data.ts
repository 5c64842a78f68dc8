import {
  type DType,
  DTypeError,
  foldIn,
  gather,
  isFloat,
  ones,
  permutation,
  randomKey,
  refuse,
  requireSameShape,
  type Shape,
  ShapeError,
  type Spec,
  type Tensor,
  tensor,
  type TensorLike,
  ValueError,
} from "@chainrule/tensor";
import { isFinite } from "../finite.ts";
import { streams } from "../network.ts";
import { arranged, isNamed, type OneOrNamed, type PortNames, type Ports, type Shapes, valuesOf } from "../ports.ts";
import type { Examples } from "./options.ts";

/** Examples as tensors of equally many rows, all of them numbers: in the order of the inputs and outputs. */
export interface Data {
  readonly rows: number;
  readonly inputs: readonly Tensor[];
  readonly targets: readonly Tensor[];
  /** None, one for all outputs, or one for each. */
  readonly weights: readonly Tensor[];
}

/** All that a step takes of each example. */
export const columnsOf = ({ inputs, targets, weights }: Data): Tensor[] => [...inputs, ...targets, ...weights];

type AnyExamples = Examples<Ports, Ports>;

/**
 * Plain arrays and truth values as targets take the dtype of the inputs. Inputs that are whole numbers or truth values
 * take that of the network, float32 where it has none yet.
 *
 * @throws ShapeError if there are no rows or not equally many; ValueError if a number is not finite
 */
export function requireData(who: string, examples: AnyExamples, names: PortNames, like?: Pick<Spec, "dtype">): Data {
  const inputs = arranged<TensorLike>(who, "inputs", names.inputs, examples.inputs).map((x) =>
    inFloats(tensor(x), like?.dtype),
  );
  const { dtype } = inputs[0]!;
  const targets = arranged<TensorLike>(who, "targets", names.outputs, examples.targets).map((numbers) => {
    const target = tensor(numbers);
    const own = target.dtype !== "bool" && (ArrayBuffer.isView(numbers) || target === numbers);
    return own ? target : tensor(numbers, { dtype });
  });
  const weights = weightsOf(who, examples, names, dtype);
  const data = { inputs, targets, weights };
  const rows = inputs[0]!.shape[0];
  for (const [what, list] of Object.entries(data)) {
    const odd = list.findIndex(({ shape }) => !rows || shape[0] !== rows);
    if (odd < 0) continue;
    refuse(
      ShapeError,
      who,
      `as many rows of ${what} as of inputs, at least one`,
      `${rows ?? "no"} rows of inputs and ${list[odd]!.shape[0] ?? "no"} of ${what}`,
      "Each example needs both.",
    );
  }
  for (const [what, list] of Object.entries(data)) {
    for (const x of list) {
      if (what !== "weights" && isFinite(x)) continue;
      const numbers = x.data!;
      const at = numbers.findIndex((x) => !(x < Infinity && x >= (what === "weights" ? 0 : -Number.MAX_VALUE)));
      if (at < 0) continue;
      const width = numbers.length / rows!;
      refuse(
        ValueError,
        who,
        what === "weights" ? "finite weights, 0 or above" : "finite numbers",
        `${numbers[at]} in row ${Math.floor(at / width)} of the ${what}, place ${at % width}, both counted from 0`,
        "Fill or remove it.",
      );
    }
  }
  return { rows: rows!, ...data };
}

/** Whole numbers, such as those for an embedding, in the dtype of the network. */
export const inFloats = (x: Tensor, dtype: DType = "float32"): Tensor => (isFloat(x.dtype) ? x : x.cast(dtype));

function weightsOf(who: string, { weights }: AnyExamples, { outputs }: PortNames, dtype: DType): Tensor[] {
  if (weights === undefined) return [];
  const given: OneOrNamed<TensorLike> = weights;
  const list = isNamed(given) ? arranged(who, "weights", outputs, given) : [given];
  return list.map((numbers) => tensor(numbers, { dtype }));
}

/** Weights of 1 where there are none but should be. */
export const withWeights = (data: Data, like: readonly Tensor[]): Data =>
  data.weights.length > 0
    ? data
    : { ...data, weights: like.map(({ shape, dtype }) => ones([data.rows, ...shape.slice(1)], { dtype })) };

/** Throws unless examples have the dtypes and, but for the rows, the shapes of those of the training. */
export function requireAlike(who: string, training: readonly Spec[], columns: readonly Spec[]): void {
  if (training.length !== columns.length) {
    const [expected, received] = [training, columns].map((list) => `${list.length} tensors of examples`);
    refuse(ValueError, who, expected!, received, "Give weights where the training had them, and only there.");
  }
  training.forEach((spec, i) => requireTarget(who, spec, columns[i]!));
}

function requireTarget(who: string, training: Spec, { shape, dtype }: Spec): void {
  const rows = (whole: Shape): Shape => [-1, ...whole.slice(1)];
  requireSameShape(who, {
    "the target of the training": { shape: rows(training.shape) },
    target: { shape: rows(shape) },
  });
  if (dtype === training.dtype) return;
  refuse(DTypeError, who, `targets ${training.dtype}, as in the training`, dtype, `Write .cast("${training.dtype}").`);
}

/** Throws unless int32 targets are numbers of classes that the network has. */
export function requireLabels(who: string, { targets }: Data, outputShape: Shapes): void {
  const shapes = valuesOf<Shape>(outputShape);
  targets.forEach((target, i) => requireLabelsOf(who, target, shapes[i]!.at(-1) ?? 1));
}

function requireLabelsOf(who: string, targets: Tensor, classes: number): void {
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

/** Splits off so many rows, drawn by the seed; both parts keep the order they had. */
export function splitOff(data: Data, count: number, seed: number): [rest: Data, held: Data] {
  const order = permutation(foldIn(randomKey(seed), streams.split), data.rows);
  const part = (rows: Int32Array): Data => {
    const indices = tensor(rows.sort());
    const chosen = (list: readonly Tensor[]): Tensor[] => list.map((x) => gather(x, indices));
    const { inputs, targets, weights } = data;
    return { rows: rows.length, inputs: chosen(inputs), targets: chosen(targets), weights: chosen(weights) };
  };
  return [part(order.slice(count)), part(order.slice(0, count))];
}

/** The order of the examples in each epoch, counted from 0. */
export function ordersOf(settings: { rows: number; seed: number; shuffle: boolean }): (epoch: number) => Int32Array {
  const { rows, seed, shuffle } = settings;
  const key = foldIn(randomKey(seed), streams.order);
  const orderOf = (epoch: number): Int32Array =>
    shuffle ? permutation(foldIn(key, epoch), rows) : new Int32Array(rows).map((_, i) => i);
  let known: { epoch: number; order: Int32Array } | undefined;
  return (epoch) => {
    if (!known || (shuffle && known.epoch !== epoch)) known = { epoch, order: orderOf(epoch) };
    return known.order;
  };
}
