import { replay } from "./graph.ts";
import { type Compile, type CompileOptions, perShapes } from "./perShapes.ts";
import { wasmPlans } from "./wasm/index.ts";

/**
 * The same function as a plan: traced once for each form of its arguments, with their shapes and dtypes, and run by the
 * engine; where there is no WebAssembly, the interpreter does the work.
 *
 * Gradients too: `compile(grad(f))`, `compile(valueAndGrad(f))`.
 *
 * @param f - a pure function of tensors, or of tensors by name: whatever else it reads is fixed when it is traced. It
 *   returns a tensor, or tensors by name or in a list
 * @param options.mode - `fused`, the default where the machine can, rounds a·b + c once; `exact`, the default for
 *   float64, twice, as the interpreter does
 * @throws ValueError if it returns anything else; TraceError if it reads an argument of a function that is being traced
 *   around it
 */
export const compile: Compile = (f: (...inputs: never[]) => unknown, { mode }: CompileOptions = {}) => {
  const planOf = wasmPlans(mode);
  return perShapes(f, (graph) => planOf(graph) ?? replay(graph));
};
