import {
  concat,
  formatShape,
  isKnown,
  refuse,
  type Shape,
  ShapeError,
  sizeOf,
  slice,
  type Spec,
  type Tensor,
  type TensorLike,
  tensor,
  ValueError,
  zeros,
} from "@chainrule/tensor";
import { gradients } from "./gradient.ts";
import { follow, type Graph, inOrder, onInputs, trace } from "./graph.ts";
import { simplify } from "./simplify.ts";
import { stabilize } from "./stable.ts";
import { type Argument, type Given, leavesOf, rebuild } from "./tree.ts";

/** A function of tensors. */
export type TensorFunction = (...inputs: Tensor[]) => Tensor;

/** Traces a function, puts logarithms of probabilities in their stable form, and adds what `derive` makes of it. */
export function traceStable(
  f: (...inputs: Tensor[]) => readonly Tensor[],
  specs: readonly Spec[],
  derive: (outputs: readonly Tensor[], inputs: readonly Tensor[]) => readonly Tensor[] = (outputs) => outputs,
): Graph {
  const { inputs, outputs } = trace(f, specs);
  return { inputs, outputs: simplify(derive(stabilize(outputs), inputs)) };
}

/**
 * Runs a graph on what it was traced for. What its function has read of a function that is being traced around it
 * stands for itself, so that a gradient can be part of another function.
 */
function run({ inputs, outputs }: Graph, given: readonly Tensor[]): Tensor[] {
  const known = new Map(inputs.map((input, i) => [input, given[i]!]));
  follow(inOrder(outputs), known, onInputs);
  return outputs.map((node) => known.get(node)!);
}

function requireArgument(who: string, inputs: readonly unknown[], argument: number): void {
  if (inputs[argument]) return;
  refuse(ValueError, who, `argument ${argument}, counted from 0`, `${inputs.length} arguments`, "Pass it too.");
}

/**
 * The value of a function and the gradient with respect to one of its arguments.
 *
 * @param f - a function of tensors, or of records of them, with a scalar result
 * @param argument - which one, from 0; for a record the gradient is a record of the same names
 * @throws ShapeError if the result is not a scalar; ValueError if there is no such argument or the result is no tensor;
 *   DTypeError for integers and truth values, which have no gradient
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
    const leaves = inputs.map((input) => leavesOf(input).map((leaf) => tensor(leaf as TensorLike)));
    requireArgument("grad", leaves, argument);
    const call = (...traced: Tensor[]): Tensor[] => {
      const all = traced.values();
      return [f(...(inputs.map((input) => rebuild(input, all)) as never[]))];
    };
    const traced = trace(call, leaves.flat());
    const [output] = stabilize(traced.outputs);
    // Not simplified: that takes longer than what it saves in a graph that runs once.
    const first = leaves.slice(0, argument).flat().length;
    const wanted = traced.inputs.slice(first, first + leaves[argument]!.length);
    const outputs = [output!, ...gradients(output!, wanted)];
    const [value, ...found] = run({ inputs: traced.inputs, outputs }, leaves.flat());
    return [value!, rebuild(inputs[argument]!, found.values())];
  };
}

/**
 * The gradient of a function with respect to one of its arguments, as a function of the same arguments.
 *
 * It nests: `grad(grad(f))` is the second derivative of a function of a scalar, and a function may take the gradient of
 * another that reads its arguments.
 *
 * @param f - a function of tensors, or of records of them, with a scalar result
 * @param argument - which one, from 0; for a record the gradient is a record of the same names
 * @throws ShapeError if the result is not a scalar; ValueError if there is no such argument or the result is no tensor;
 *   DTypeError for integers and truth values, which have no gradient
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
 * @throws ValueError, DTypeError as `grad` does; ShapeError if the size of the result is not known yet
 */
export function jacobian(f: TensorFunction, argument = 0): (...inputs: TensorLike[]) => Tensor {
  return (...inputs) => {
    const given = inputs.map((input) => tensor(input));
    requireArgument("jacobian", given, argument);
    const wanted = given[argument]!;
    const graph = traceStable(
      (...traced) => [f(...traced)],
      given,
      ([output], traced) => {
        const flat = output!.reshape([sizeOf(output!.shape)]);
        const rows = Array.from({ length: countOf(output!.shape) }, (_, i) => {
          const [gradient] = gradients(slice(flat, 0, i, i + 1).reshape([]), [traced[argument]!]);
          return gradient!.reshape([1, ...wanted.shape]);
        });
        const none = zeros([0, ...wanted.shape], { dtype: wanted.dtype });
        return [concat([none, ...rows], 0).reshape([...output!.shape, ...wanted.shape])];
      },
    );
    return run(graph, given)[0]!;
  };
}

function countOf(shape: Shape): number {
  if (isKnown(shape)) return sizeOf(shape);
  const cure = "Call it outside of traced functions.";
  return refuse(ShapeError, "jacobian", "a result of known shape", formatShape(shape), cure);
}
