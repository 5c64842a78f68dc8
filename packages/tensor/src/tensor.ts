import { convert, type Data, type DType, isFloat } from "./dtype.ts";
import { elementwise } from "./elementwise.ts";
import { DTypeError, refuse, ShapeError, TraceError, ValueError } from "./errors.ts";
import { isTensor } from "./isTensor.ts";
import { abs } from "./primitives/abs.ts";
import { add } from "./primitives/add.ts";
import { broadcast } from "./primitives/broadcast.ts";
import { cast } from "./primitives/cast.ts";
import { count } from "./primitives/count.ts";
import { div } from "./primitives/div.ts";
import { equal } from "./primitives/equal.ts";
import { exp } from "./primitives/exp.ts";
import { expm1 } from "./primitives/expm1.ts";
import { less } from "./primitives/less.ts";
import { lessEqual } from "./primitives/lessEqual.ts";
import { log } from "./primitives/log.ts";
import { log1p } from "./primitives/log1p.ts";
import { matmul } from "./primitives/matmul.ts";
import { max } from "./primitives/max.ts";
import { min } from "./primitives/min.ts";
import { mul } from "./primitives/mul.ts";
import { named } from "./primitives/named.ts";
import { neg } from "./primitives/neg.ts";
import { reduceMax } from "./primitives/reduceMax.ts";
import { reshape } from "./primitives/reshape.ts";
import { sigmoid } from "./primitives/sigmoid.ts";
import { softplus } from "./primitives/softplus.ts";
import { sqrt } from "./primitives/sqrt.ts";
import { stopGradient } from "./primitives/stopGradient.ts";
import { sub } from "./primitives/sub.ts";
import { sum } from "./primitives/sum.ts";
import { tanh } from "./primitives/tanh.ts";
import { transpose } from "./primitives/transpose.ts";
import { where } from "./primitives/where.ts";
import { xlog1py } from "./primitives/xlog1py.ts";
import { xlogy } from "./primitives/xlogy.ts";
import type { Attributes, Primitive, Spec, Value } from "./primitive.ts";
import { describe } from "./print.ts";
import { formatShape, isKnown, normalizeAxes, product, type Shape } from "./shape.ts";

/** A tensor, or a number that takes the dtype of the tensor it meets. */
export type Operand = Tensor | number;

/** Which axes a reduction runs over: all of them unless named; negative ones count from the end. */
export type Axes = number | readonly number[];

/** Where an expression comes from. */
export interface Source {
  readonly primitive: Primitive;
  readonly inputs: readonly Tensor[];
  readonly attributes: Attributes;
}

/**
 * An n-dimensional array: a value, or an expression whose numbers come later.
 *
 * An operation on values computes at once; one that meets an expression yields an expression. Values cannot be
 * changed. Operations broadcast as in NumPy; dtypes never mix silently. Slopes at ties and corners: where a = b,
 * `max(a, b)` passes the gradient to b and `min(a, b)` to a; |0|′ = 0; `reduceMax` shares it equally.
 */
export class Tensor implements Spec {
  readonly dtype: DType;
  readonly shape: Shape;
  /** The numbers of a value, row-major: read only. Absent from an expression. */
  readonly data: Data | undefined;
  /** How an expression is computed. Absent from a value, and from the input of a traced function. */
  readonly source: Source | undefined;

  constructor({ dtype, shape }: Spec, data?: Data, source?: Source) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
    this.source = source;
  }

  get rank(): number {
    return this.shape.length;
  }

  get isExpression(): boolean {
    return this.data === undefined;
  }

  // Arithmetic

  add(other: Operand): Tensor {
    return binary(add, this, other);
  }

  sub(other: Operand): Tensor {
    return binary(sub, this, other);
  }

  mul(other: Operand): Tensor {
    return binary(mul, this, other);
  }

  /** Floats only: cast integers first. */
  div(other: Operand): Tensor {
    return binary(div, this, other);
  }

  /** The larger of two, element by element; NaN if one of them is. */
  max(other: Operand): Tensor {
    return binary(max, this, other);
  }

  /** The smaller of two, element by element; NaN if one of them is. */
  min(other: Operand): Tensor {
    return binary(min, this, other);
  }

  neg(): Tensor {
    return apply(neg, [this]);
  }

  abs(): Tensor {
    return apply(abs, [this]);
  }

  square(): Tensor {
    return this.mul(this);
  }

  reciprocal(): Tensor {
    return fullLike(this, 1).div(this);
  }

  sqrt(): Tensor {
    return apply(sqrt, [this]);
  }

  /** A whole power by repeated multiplication, any other as exp(p·ln x): for x ≥ 0 then. */
  pow(power: number): Tensor {
    if (!Number.isInteger(power)) {
      const general = this.log().mul(power).exp();
      // At 0 its slope would be 0·∞; a root has the slope of such a power there.
      return power < 0 ? general : this.equal(0).where(power < 1 ? this.sqrt() : 0, general);
    }
    if (power < 0) return this.pow(-power).reciprocal();
    if (power === 0) return fullLike(this, 1);
    if (power === 1) return this;
    const half = this.pow(Math.floor(power / 2));
    return power % 2 ? half.square().mul(this) : half.square();
  }

  // Elementary functions: floats only

  exp(): Tensor {
    return apply(exp, [this]);
  }

  /** eˣ − 1, without the loss of digits near 0. */
  expm1(): Tensor {
    return apply(expm1, [this]);
  }

  /** Natural logarithm. */
  log(): Tensor {
    return apply(log, [this]);
  }

  /** ln(1 + x), without the loss of digits near 0. */
  log1p(): Tensor {
    return apply(log1p, [this]);
  }

  tanh(): Tensor {
    return apply(tanh, [this]);
  }

  /** 1/(1 + e⁻ˣ). */
  sigmoid(): Tensor {
    return apply(sigmoid, [this]);
  }

  /** ln(1 + eˣ). */
  softplus(): Tensor {
    return apply(softplus, [this]);
  }

  /** x·ln y, and 0 where x is 0. */
  xlogy(y: Operand): Tensor {
    return binary(xlogy, this, y);
  }

  /** x·ln(1 + y), and 0 where x is 0. */
  xlog1py(y: Operand): Tensor {
    return binary(xlog1py, this, y);
  }

  // Comparisons and choice

  equal(other: Operand): Tensor {
    return binary(equal, this, other);
  }

  notEqual(other: Operand): Tensor {
    return this.equal(other).not();
  }

  less(other: Operand): Tensor {
    return binary(less, this, other);
  }

  lessEqual(other: Operand): Tensor {
    return binary(lessEqual, this, other);
  }

  greater(other: Operand): Tensor {
    return binary(less, operand("greater", this.dtype, other), this);
  }

  greaterEqual(other: Operand): Tensor {
    return binary(lessEqual, operand("greaterEqual", this.dtype, other), this);
  }

  and(other: Tensor): Tensor {
    return apply(where, [this, other, constant(0, "bool")]);
  }

  or(other: Tensor): Tensor {
    return apply(where, [this, constant(1, "bool"), other]);
  }

  not(): Tensor {
    return apply(where, [this, constant(0, "bool"), constant(1, "bool")]);
  }

  /** Of a bool tensor: `a` where it is true, `b` elsewhere. The slope of what is not chosen is never computed with. */
  where(a: Operand, b: Operand): Tensor {
    const { dtype } = [a, b].find(isTensor) ?? { dtype: "float32" };
    return apply(where, [this, operand("where", dtype, a), operand("where", dtype, b)]);
  }

  // Reductions

  sum(axes?: Axes, { keepDims = false }: { keepDims?: boolean } = {}): Tensor {
    return reduction(sum, this, axes, keepDims);
  }

  /** The mean of int32 and bool is float32. */
  mean(axes?: Axes, options?: { keepDims?: boolean }): Tensor {
    const x = isFloat(this.dtype) ? this : this.cast("float32");
    return x.sum(axes, options).div(x.count(axes));
  }

  reduceMax(axes?: Axes, { keepDims = false }: { keepDims?: boolean } = {}): Tensor {
    return reduction(reduceMax, this, axes, keepDims);
  }

  reduceMin(axes?: Axes, options?: { keepDims?: boolean }): Tensor {
    // −x − 1 turns the order of int32 round too, and has no overflow at its lower end.
    const turned = (x: Tensor): Tensor => (isFloat(x.dtype) ? x.neg() : x.neg().sub(1));
    return turned(turned(this).reduceMax(axes, options));
  }

  /** Number of elements along the axes, as a scalar of this dtype (float32 if that is no float). */
  count(axes?: Axes): Tensor {
    return apply(count, [this], { axes: normalizeAxes("count", this.rank, axes) });
  }

  // Matrices and shapes

  /** Matrix product over the last two axes: `[…, m, k]` by `[…, k, n]`, or by one `[k, n]` for all. */
  matmul(other: Tensor): Tensor {
    if (this.rank > 2 && other.rank === 2) {
      const lead = this.shape.slice(0, -1);
      const flat = this.reshape([product(lead), this.shape.at(-1)!]);
      return flat.matmul(other).reshape([...lead, other.shape[1]!]);
    }
    return binary(matmul, this, other);
  }

  reshape(shape: Shape): Tensor {
    return apply(reshape, [this], { shape });
  }

  /** Axis i of the result is axis `permutation[i]`; all axes reversed unless given. */
  transpose(permutation: readonly number[] = [...this.shape.keys()].toReversed()): Tensor {
    return apply(transpose, [this], { permutation });
  }

  broadcastTo(shape: Shape): Tensor {
    return apply(broadcast, [this], { shape });
  }

  // Dtype, gradient and name

  /**
   * To another dtype. To int32 floats are cut off towards zero, beyond its ends at the ends, and NaN becomes 0; as bool
   * anything but 0 is true.
   */
  cast(dtype: DType): Tensor {
    return dtype === this.dtype ? this : apply(cast, [this], { dtype });
  }

  /** The same values, constant when a slope is taken. */
  stopGradient(): Tensor {
    return apply(stopGradient, [this]);
  }

  /**
   * The same values under a name, as a function of `inputs`: for formulas, worksheets and export.
   * Values and slopes never depend on it.
   */
  named(
    name: string,
    inputs: Readonly<Record<string, Tensor>>,
    options: Readonly<Record<string, unknown>> = {},
  ): Tensor {
    if (!this.isExpression) return this;
    return apply(named, [this, ...Object.values(inputs)], { name, inputs: Object.keys(inputs), options });
  }

  // Reading

  /** The only number. */
  item(): number {
    const data = numbersOf(this, "item()");
    if (data.length !== 1) {
      refuse(
        ShapeError,
        "item",
        "a tensor of one element",
        formatShape(this.shape),
        "Use .toArray(), or reduce it first.",
      );
    }
    return data[0]!;
  }

  /** Numbers (0 and 1 for bool) in arrays nested as deep as the rank; a scalar gives a number. */
  toArray(): NestedNumbers {
    const data = numbersOf(this, "toArray()");
    let at = 0;
    const build = (axis: number): NestedNumbers =>
      axis === this.rank ? data[at++]! : Array.from({ length: this.shape[axis]! }, () => build(axis + 1));
    return build(0);
  }

  /** A copy of the numbers in row-major order. */
  toTypedArray(): Data {
    return numbersOf(this, "toTypedArray()").slice();
  }

  toString(): string {
    return describe(this);
  }

  /** So that `if (x > 0)` works on a number and fails with the way out on an expression. */
  valueOf(): number {
    return this.item();
  }

  /** For JSON.stringify: nested arrays; an expression, which has no numbers yet, as its text. */
  toJSON(): NestedNumbers | string {
    return this.isExpression ? this.toString() : this.toArray();
  }

  /** What Node, Deno and Bun show in a console. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

export type NestedNumbers = number | NestedNumbers[];

/** The numbers of a value; an expression has none yet. */
function numbersOf(x: Tensor, asked: string): Data {
  return (
    x.data ??
    refuse(
      TraceError,
      asked,
      "a value",
      `an expression of shape ${formatShape(x.shape)}: inside a traced function there are no numbers yet`,
      "Choose with condition.where(a, b) in place of if, and read results outside.",
    )
  );
}

/**
 * The result of a primitive: computed at once if all inputs have values (and the size is known), else an expression.
 *
 * @throws ShapeError, DTypeError where the inputs do not fit
 */
export function apply(primitive: Primitive, inputs: readonly Tensor[], attributes: Attributes = {}): Tensor {
  const result = primitive.result(inputs, attributes);
  const known =
    primitive.name === "count" ? isKnown(inputs[0]!.shape) : isKnown(result.shape) && inputs.every((x) => x.data);
  if (!known) return new Tensor(result, undefined, { primitive, inputs, attributes });
  const values = inputs as readonly Value[];
  const data =
    "loop" in primitive ? elementwise(primitive, values, result) : primitive.evaluate(values, attributes, result);
  return new Tensor(result, data);
}

const binary = (primitive: Primitive, a: Tensor, b: Operand): Tensor =>
  apply(primitive, [a, operand(primitive.name, a.dtype, b)]);

/** A number as a scalar in the dtype of the tensor it meets. */
function operand(who: string, dtype: DType, x: Operand): Tensor {
  if (typeof x === "number") return constant(x, dtype);
  return isTensor(x) ? x : refuse(ValueError, who, "a tensor or a number", typeof x, "Write tensor(…) around it.");
}

function reduction(primitive: Primitive, x: Tensor, axes: Axes | undefined, keepDims: boolean): Tensor {
  const list = normalizeAxes(primitive.name, x.rank, axes);
  const kept = apply(primitive, [x], { axes: list });
  return keepDims ? kept : kept.reshape(kept.shape.filter((_, axis) => !list.includes(axis)));
}

/** A scalar value. */
export function constant(x: number, dtype: DType): Tensor {
  const data = convert([x], dtype);
  if (!isFloat(dtype) && data[0] !== x) {
    refuse(DTypeError, "number", `one that ${dtype} can hold`, x, 'Write .cast("float32") on the tensor.');
  }
  return new Tensor({ shape: [], dtype }, data);
}

/** A tensor of one number with the shape and dtype of another, which may be an expression. */
export const fullLike = (x: Tensor, value: number): Tensor => constant(value, x.dtype).broadcastTo(x.shape);
