import {
  concat,
  formatShape,
  isKnown,
  type Parameters,
  type Shape,
  ShapeError,
  sizeOf,
  slice,
  type Spec,
  type Tensor,
  type TensorLike,
  tensor,
} from "@chainrule/tensor";
import { gradients } from "./gradient.ts";
import { type Graph, replay, trace } from "./graph.ts";
import { simplify } from "./simplify.ts";
import { stabilize } from "./stable.ts";

/** A function of tensors. */
export type TensorFunction = (...inputs: Tensor[]) => Tensor;

/** An argument of a function that is differentiated: a tensor, or tensors by name. */
export type Argument = Tensor | Parameters;

/** What may be given where such an argument is expected. */
export type Given<A extends readonly Argument[]> = { [K in keyof A]: A[K] extends Tensor ? TensorLike : A[K] };

/** Traces a function, puts logarithms of probabilities in their stable form, and adds what `derive` makes of it. */
export function traceStable(
  f: (...inputs: Tensor[]) => readonly Tensor[],
  specs: readonly Spec[],
  derive: (outputs: readonly Tensor[], inputs: readonly Tensor[]) => readonly Tensor[] = (outputs) => outputs,
): Graph {
  const { inputs, outputs } = trace(f, specs);
  return { inputs, outputs: simplify(derive(stabilize(outputs), inputs)) };
}

/** The arguments as one list of tensors, and back. */
function flatten(inputs: readonly (TensorLike | Parameters)[]): {
  leaves: Tensor[];
  counts: number[];
  rebuild: Rebuild;
} {
  const parts = inputs.map((input) => (isRecord(input) ? Object.values(input) : [tensor(input)]));
  const counts = parts.map((part) => part.length);
  const rebuild: Rebuild = (leaves) => {
    let at = 0;
    return inputs.map((input) =>
      isRecord(input) ? Object.fromEntries(Object.keys(input).map((name) => [name, leaves[at++]!])) : leaves[at++]!,
    );
  };
  return { leaves: parts.flat(), counts, rebuild };
}

type Rebuild = (leaves: readonly Tensor[]) => Argument[];

const isRecord = (input: TensorLike | Parameters): input is Parameters =>
  typeof input === "object" && !Array.isArray(input) && !ArrayBuffer.isView(input) && !("dtype" in input);

/**
 * The value of a function and the gradient with respect to one of its arguments.
 *
 * @param f - a function of tensors, or of records of them, with a scalar result
 * @param argument - which one, from 0; for a record the gradient is a record of the same names
 * @throws ShapeError if the result is not a scalar
 */
export function valueAndGrad(
  f: TensorFunction,
  argument?: number,
): (...inputs: TensorLike[]) => [value: Tensor, gradient: Tensor];
export function valueAndGrad<A extends Argument[], N extends number = 0>(
  f: (...inputs: A) => Tensor,
  argument?: N,
): (...inputs: Given<A>) => [value: Tensor, gradient: A[N]];
export function valueAndGrad(
  f: (...inputs: never[]) => Tensor,
  argument = 0,
): (...inputs: never[]) => [value: Tensor, gradient: unknown] {
  return (...inputs) => {
    const { leaves, counts, rebuild } = flatten(inputs);
    const from = counts.slice(0, argument).reduce((sum, count) => sum + count, 0);
    const to = from + (counts[argument] ?? 0);
    if (from === to) {
      throw new ShapeError(`grad: expected argument ${argument}, received ${inputs.length} arguments, counted from 0.`);
    }
    const call = (...traced: Tensor[]): Tensor[] => [f(...(rebuild(traced) as never[]))];
    const graph = traceStable(call, leaves, ([output], traced) => [
      output!,
      ...gradients(output!, traced.slice(from, to)),
    ]);
    const [value, ...found] = replay(graph)(leaves);
    const all = leaves.map((leaf, i) => (i >= from && i < to ? found[i - from]! : leaf));
    return [value!, rebuild(all)[argument]!];
  };
}

/**
 * The gradient of a function with respect to one of its arguments, as a function of the same arguments.
 *
 * It nests: `grad(grad(f))` is the second derivative of a function of a scalar.
 *
 * @param f - a function of tensors, or of records of them, with a scalar result
 * @param argument - which one, from 0; for a record the gradient is a record of the same names
 * @throws ShapeError if the result is not a scalar
 */
export function grad(f: TensorFunction, argument?: number): (...inputs: TensorLike[]) => Tensor;
export function grad<A extends Argument[], N extends number = 0>(
  f: (...inputs: A) => Tensor,
  argument?: N,
): (...inputs: Given<A>) => A[N];
export function grad(f: (...inputs: never[]) => Tensor, argument = 0): (...inputs: never[]) => unknown {
  const both = valueAndGrad(f, argument);
  return (...inputs) => both(...inputs)[1];
}

/**
 * All first derivatives: `[…shape of the result, …shape of the argument]`.
 *
 * @param f - a function of tensors
 * @param argument - which one, from 0
 */
export function jacobian(f: TensorFunction, argument = 0): (...inputs: TensorLike[]) => Tensor {
  return (...inputs) => {
    const given = inputs.map((input) => tensor(input));
    const wanted = given[argument];
    if (!wanted) {
      throw new ShapeError(
        `jacobian: expected argument ${argument}, received ${inputs.length} arguments, counted from 0.`,
      );
    }
    const graph = traceStable(
      (...traced) => [f(...traced)],
      given,
      ([output], traced) => {
        const flat = output!.reshape([sizeOf(output!.shape)]);
        const rows = Array.from({ length: countOf(output!.shape) }, (_, i) => {
          const [gradient] = gradients(slice(flat, 0, i, i + 1).reshape([]), [traced[argument]!]);
          return gradient!.reshape([1, ...wanted.shape]);
        });
        return [concat(rows as [Tensor, ...Tensor[]], 0).reshape([...output!.shape, ...wanted.shape])];
      },
    );
    return replay(graph)(given)[0]!;
  };
}

function countOf(shape: Shape): number {
  if (isKnown(shape)) return sizeOf(shape);
  throw new ShapeError(
    `jacobian: expected a result of known shape, received ${formatShape(shape)}. Call it outside of traced functions.`,
  );
}

/**
 * The same function, traced once for each set of shapes and dtypes instead of at every call.
 *
 * @param f - a pure function of tensors: whatever else it reads is fixed when it is traced
 */
export function compile(f: TensorFunction): (...inputs: TensorLike[]) => Tensor {
  const plans = new Map<string, (inputs: readonly Tensor[]) => Tensor[]>();
  return (...inputs) => {
    const given = inputs.map((input) => tensor(input));
    const key = given.map(({ dtype, shape }) => `${dtype}[${shape.join()}]`).join();
    const plan = plans.get(key) ?? replay(traceStable((...traced) => [f(...traced)], given));
    plans.set(key, plan);
    return plan(given)[0]!;
  };
}
