import {
  type DType,
  foldIn,
  gather,
  isFloat,
  isNamed,
  isTensor,
  ones,
  permutation,
  randomKey,
  refuse,
  requireNames,
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
import { requireDType, streams } from "../network.ts";
import { arranged, type OneOrNamed, type PortNames, type Ports, type Shapes, valuesOf } from "../ports.ts";
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
  requireNames(who, examples, ["inputs", "targets", "weights"], 2);
  const inputs = inputsOf(who, names.inputs, examples.inputs, like?.dtype);
  const { dtype } = inputs[0]!;
  const targets = arranged<TensorLike>(who, "targets", names.outputs, examples.targets).map((numbers) => {
    const target = tensor(numbers);
    return target.dtype !== "bool" && hasDType(numbers) ? target : tensor(numbers, { dtype });
  });
  const weights = weightsOf(who, examples, names, dtype);
  const data = { inputs, targets, weights };
  const rows = inputs[0]!.shape[0];
  if (!rows) refuse(ShapeError, who, "at least one row of inputs", "none", "Give some examples.");
  requireRows(who, "targets", targets, rows);
  requireRows(who, "weights", weights, rows);
  requireFinite(who, "inputs", inputs);
  requireFinite(who, "targets", targets);
  for (const x of weights)
    requireNumbers(who, "weights", x, "finite weights, 0 or above", (n) => n >= 0 && n < Infinity);
  return { rows, ...data };
}

/**
 * The inputs of a network as tensors in their order: plain arrays and whole numbers, such as those for an embedding, in
 * its dtype, which is float32 where it has none yet.
 *
 * @throws ShapeError unless they have equally many rows
 */
export function inputsOf(
  who: string,
  like: PortNames["inputs"],
  given: OneOrNamed<TensorLike>,
  dtype: DType = "float32",
): Tensor[] {
  const inputs = arranged(who, "inputs", like, given).map((numbers) => {
    const x = tensor(numbers, hasDType(numbers) ? {} : { dtype });
    return isFloat(x.dtype) ? x : x.cast(dtype);
  });
  requireRows(who, "inputs", inputs, inputs[0]!.shape[0]);
  return inputs;
}

function requireRows(who: string, what: string, list: readonly Tensor[], rows: number | undefined): void {
  const odd = list.find(({ shape }) => shape[0] !== rows);
  if (!odd) return;
  const expected = `${what} of ${rows ?? "no"} rows, as many as the first input has`;
  refuse(ShapeError, who, expected, odd.shape[0] ?? "a number", "Each example needs all of them.");
}

const hasDType = (x: TensorLike): boolean => ArrayBuffer.isView(x) || isTensor(x);

/** @throws ValueError that says where the first number is that is not finite */
export function requireFinite(who: string, what: string, list: readonly Tensor[]): void {
  for (const x of list) if (!isFinite(x)) requireNumbers(who, what, x, "finite numbers", Number.isFinite);
}

function requireNumbers(
  who: string,
  what: string,
  { data, shape }: Tensor,
  expected: string,
  fits: (x: number) => boolean,
): void {
  const at = data!.findIndex((x) => !fits(x));
  if (at < 0) return;
  const width = data!.length / shape[0]!;
  const place = `row ${Math.floor(at / width)} of the ${what}, place ${at % width}, both counted from 0`;
  refuse(ValueError, who, expected, `${data![at]} in ${place}`, "Fill or remove it.");
}

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

/** Any number of such rows. */
export const rowSpec = ({ shape, dtype }: Spec): Spec => ({ shape: [-1, ...shape.slice(1)], dtype });

/** Throws unless examples have the dtypes and, but for the rows, the shapes of those of the training. */
export function requireAlike(who: string, training: readonly Spec[], columns: readonly Spec[]): void {
  if (training.length !== columns.length) {
    const [expected, received] = [training, columns].map((list) => `${list.length} tensors of examples`);
    refuse(ValueError, who, expected!, received, "Give weights where the training had them, and only there.");
  }
  training.forEach((spec, i) => {
    const column = columns[i]!;
    requireSameShape(who, { "the target of the training": rowSpec(spec), target: rowSpec(column) });
    requireDType(who, "targets", spec.dtype, column.dtype);
  });
}

/** Throws unless int32 targets are numbers of classes that the network has. */
export function requireLabels(who: string, { targets }: Data, outputShape: Shapes): void {
  const shapes = valuesOf<Shape>(outputShape);
  for (const [i, { dtype, data }] of targets.entries()) {
    if (dtype !== "int32") continue;
    const classes = shapes[i]!.at(-1) ?? 1;
    const at = data!.findIndex((label) => label < 0 || label >= classes);
    if (at < 0) continue;
    const received = `${data![at]} at place ${at}, counted from 0`;
    const cure = "Labels count from 0: give the last layer an output for each, or make them float32.";
    refuse(ValueError, who, `labels from 0 to ${classes - 1}`, received, cure);
  }
}

/** Splits off so many rows, drawn by the seed; both parts keep the order they had. */
export function splitOff(data: Data, count: number, seed: number): [rest: Data, held: Data] {
  const order = permutation(foldIn(randomKey(seed), streams.split), data.rows);
  const part = (rows: Int32Array): Data => {
    const indices = tensor(rows.sort());
    const chosen = (list: readonly Tensor[]): Tensor[] => list.map((x) => gather(x, indices));
    return {
      rows: rows.length,
      inputs: chosen(data.inputs),
      targets: chosen(data.targets),
      weights: chosen(data.weights),
    };
  };
  return [part(order.slice(count)), part(order.slice(0, count))];
}

/** The order of the examples in each epoch, counted from 0. */
export function ordersOf(settings: { rows: number; seed: number; shuffle: boolean }): (epoch: number) => Int32Array {
  const { rows, seed, shuffle } = settings;
  const key = foldIn(randomKey(seed), streams.order);
  let order: Int32Array = new Int32Array(rows).map((_, i) => i);
  let drawnFor = -1;
  return (epoch) => {
    if (shuffle && drawnFor !== epoch) {
      drawnFor = epoch;
      order = permutation(foldIn(key, epoch), rows);
    }
    return order;
  };
}
