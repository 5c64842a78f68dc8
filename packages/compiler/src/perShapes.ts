import { isNamed, type Tensor, tensor, type TensorLike } from "@chainrule/tensor";
import { type Graph, replay } from "./graph.ts";
import { traceStable } from "./transforms.ts";
import { type Argument, type Given, leavesOf, rebuild } from "./tree.ts";
import type { Mode } from "./wasm/mode.ts";

/** What a compiled function returns: a tensor, or tensors by name or in a list, nested to any depth. */
export type Result = Tensor | readonly Result[] | { readonly [name: string]: Result };

export interface CompileOptions {
  /** How a·b + c is rounded on the engine; the interpreter is always exact. */
  readonly mode?: Mode | undefined;
}

/** Both kinds of `compile`: on the engine and on the interpreter. */
export interface Compile {
  <R extends Result>(f: (...inputs: Tensor[]) => R, options?: CompileOptions): (...inputs: TensorLike[]) => R;
  <A extends Argument[], R extends Result>(
    f: (...inputs: A) => R,
    options?: CompileOptions,
  ): (...inputs: Given<A>) => R;
}

interface Traced {
  readonly graph: Graph;
  /** What the function returned while it was traced. */
  readonly result: unknown;
  run?: (inputs: readonly Tensor[]) => Tensor[];
}

/** A function traced once for each form of its arguments, with their shapes and dtypes; `planOf` says what runs it. */
export function perShapes(
  f: (...inputs: never[]) => unknown,
  planOf: (graph: Graph) => Required<Traced>["run"],
): (...inputs: unknown[]) => never {
  const known = new Map<string, Traced>();
  return (...inputs) => {
    const leaves = inputs.flatMap((input) => leavesOf(input)).map((leaf) => tensor(leaf as TensorLike));
    const like = (parts: readonly unknown[]): unknown[] => {
      const next = parts.values();
      return inputs.map((input) => rebuild(input, next));
    };
    const key = JSON.stringify(like(leaves.map(({ dtype, shape }) => `${dtype}[${shape.join()}]`)));
    let made = known.get(key);
    if (!made) {
      let result: unknown;
      const graph = traceStable((...traced) => {
        result = f(...(like(traced) as never[]));
        return leavesOf(result, isBranch) as Tensor[];
      }, leaves);
      known.set(key, (made = { graph, result }));
    }
    // In a function that is being traced it becomes a part of that.
    const run = leaves.some((x) => x.isExpression) ? replay(made.graph) : (made.run ??= planOf(made.graph));
    return rebuild(made.result, run(leaves).values(), isBranch) as never;
  };
}

/** A result may also be a list. What is no tensor and neither of both is a leaf too: tracing refuses it. */
const isBranch = (form: unknown): form is object => isNamed(form) || Array.isArray(form);
