import type { Data, DType } from "./dtype.ts";
import type { Shape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** Shape and dtype: what is known of a tensor before its numbers are. */
export interface Spec {
  readonly shape: Shape;
  readonly dtype: DType;
}

export interface Value extends Spec {
  readonly data: Data;
}

/** What a primitive is told beside its inputs. A negative number counts rows, as in a shape. */
export type Attributes = Readonly<Record<string, unknown>>;

/**
 * The gradients of the inputs, from that of the result `y`: one for each, undefined where there is none.
 * One that is larger than its input, because that was broadcast, is summed by the caller.
 */
export type Gradient = (dy: Tensor, y: Tensor, ...inputs: Tensor[]) => readonly (Tensor | undefined)[];

/** The attributes of an expression. */
export const attributesOf = <A>(node: Tensor): A => node.source!.attributes as A;

interface Typed<Name, A> {
  readonly name: Name;
  /** Shape and dtype of the result; throws a typed error where the inputs do not fit. */
  result(inputs: readonly Spec[], attributes: A): Spec;
  readonly gradient: Gradient;
}

/** Works on each element by itself; inputs broadcast. */
export interface Elementwise<Name = string> extends Typed<Name, Attributes> {
  /** The loop over the elements, for inputs of that dtype. A number is rounded when it is stored. */
  loop(dtype: DType): Loop;
}

export type Scalar = (a: number, b: number) => number;

/** An array, and how far it is to its next element: 1, or 0 where one element serves for all. */
export type Strided = readonly [data: Data, step: 0 | 1];

export type Loop = (out: Data, a: Strided, b: Strided, c: Strided) => void;

/** Works on whole arrays. */
export interface Whole<Name = string, A = Attributes> extends Typed<Name, A> {
  evaluate(inputs: readonly Value[], attributes: A, result: Spec): Data;
}

/** One of the few operations that everything else is composed of. Its formula and its code stand in the compiler. */
export type Primitive = Elementwise | Whole;
