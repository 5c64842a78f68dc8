import { convert, type Data, type DType } from "./dtype.ts";
import { DTypeError, refuse, ShapeError, ValueError } from "./errors.ts";
import { formatShape, isKnown, product, requireShape, sameShape, type Shape } from "./shape.ts";
import { isTensor } from "./isTensor.ts";
import { constant, fullLike, Tensor } from "./tensor.ts";

/** A number, a truth value, or arrays of them nested to any depth. */
export type Nested = number | boolean | readonly Nested[];

/** What a tensor can be made from. */
export type TensorLike = Tensor | Data | Nested;

/**
 * A tensor with a copy of the given numbers.
 *
 * @param data - a number, nested arrays, or a typed array (then `shape` says how it is read)
 * @param options.dtype - default: that of a typed array or tensor, `bool` for truth values, else `float32`
 * @param options.shape - default: the nesting of the arrays
 * @throws ShapeError if the arrays are ragged or do not fill the shape; ValueError for anything but numbers;
 *   DTypeError for a number that int32 cannot hold
 */
export function tensor(data: TensorLike, options: { dtype?: DType; shape?: Shape } = {}): Tensor {
  if (isTensor(data)) {
    const cast = data.cast(options.dtype ?? data.dtype);
    return options.shape ? cast.reshape(options.shape) : cast;
  }
  const flat: number[] = [];
  const found = ArrayBuffer.isView(data) ? [data.length] : nesting(data, flat);
  const numbers = ArrayBuffer.isView(data) ? data : flat;
  const shape = requireShape("tensor", options.shape ?? found);
  if (product(shape) !== numbers.length || !isKnown(shape)) {
    const expected = `as many numbers as fill ${formatShape(shape)}`;
    refuse(ShapeError, "tensor", expected, numbers.length, "Change the shape or the data.");
  }
  const dtype = options.dtype ?? guessDType(data);
  const memory = convert(numbers, dtype);
  const lost = dtype === "int32" ? memory.findIndex((x, i) => x !== numbers[i]) : -1;
  if (lost >= 0)
    refuse(DTypeError, "tensor", "numbers that int32 can hold", numbers[lost], "Make it float32, then cast.");
  return new Tensor({ shape, dtype }, memory);
}

function guessDType(data: Data | Nested): DType {
  if (data instanceof Float64Array) return "float64";
  if (data instanceof Int32Array) return "int32";
  let leaf: unknown = data;
  while (Array.isArray(leaf)) leaf = leaf[0];
  return typeof leaf === "boolean" ? "bool" : "float32";
}

/** Appends the numbers to `flat` and returns the shape. */
function nesting(data: Nested, flat: number[]): number[] {
  if (typeof data === "number" || typeof data === "boolean") {
    flat.push(Number(data));
    return [];
  }
  if (!Array.isArray(data)) {
    refuse(ValueError, "tensor", "numbers", data === null ? "null" : typeof data, "Convert the data first.");
  }
  // Not data.map: that passes over holes.
  const shapes = Array.from(data, (entry: Nested) => nesting(entry, flat));
  const [shape = []] = shapes;
  const ragged = shapes.findIndex((other) => !sameShape(other, shape));
  if (ragged > 0) {
    const both = `${formatShape(shape)} at index 0 and ${formatShape(shapes[ragged]!)} at index ${ragged}`;
    refuse(ShapeError, "tensor", "arrays of one length", both, "Pad or cut them.");
  }
  return [data.length, ...shape];
}

interface DTypeOption {
  dtype?: DType;
}

export const full = (shape: Shape, value: number, { dtype = "float32" }: DTypeOption = {}): Tensor =>
  constant(value, dtype).broadcastTo(shape);

export const zeros = (shape: Shape, options?: DTypeOption): Tensor => full(shape, 0, options);

export const ones = (shape: Shape, options?: DTypeOption): Tensor => full(shape, 1, options);

export const zerosLike = (x: Tensor): Tensor => fullLike(x, 0);

export const onesLike = (x: Tensor): Tensor => fullLike(x, 1);

/** 0, 1, …, length − 1. */
export const range = (length: number, { dtype = "int32" }: DTypeOption = {}): Tensor =>
  tensor([...Array(length).keys()], { dtype });

/** The identity matrix. */
export const eye = (size: number, { dtype = "float32" }: DTypeOption = {}): Tensor =>
  oneHot(range(size), size, { dtype });

/** `[…, classes]` with 1 at the place that each int32 label names and 0 elsewhere; all 0 for a label out of range. */
export const oneHot = (labels: Tensor, classes: number, { dtype = "float32" }: DTypeOption = {}): Tensor =>
  labels
    .reshape([...labels.shape, 1])
    .equal(range(classes))
    .cast(dtype);
