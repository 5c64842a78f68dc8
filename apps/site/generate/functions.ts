import * as activations from "@chainrule/activations";
import { trace } from "@chainrule/compiler";
import * as losses from "@chainrule/losses";
import * as network from "@chainrule/network";
import * as optimizers from "@chainrule/optimizers";
import * as tensors from "@chainrule/tensor";
import type { Shape, Spec, Tensor } from "@chainrule/tensor";
import ts from "typescript";
import type { Exported } from "./exports.ts";

// The functions themselves, and how to call one of which we know nothing but its kind and the example on its page.

export type Elementary = (...inputs: Tensor[]) => Tensor;

const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  activations,
  losses,
  network: { ...network, ...network.initializers },
  optimizers,
};

/** The function that a page is about. */
export const functionOf = (id: string, { name }: Exported): Elementary => modules[id]![name] as Elementary;

/** Arguments of the kind that the page's example passes, or those that it needs at least: none. */
export function exampleArguments({ name }: Exported, page: string): readonly unknown[] {
  const [, code = ""] = /^```ts\n(.*?)^```/ms.exec(page) ?? [];
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText().split(".").at(-1) === name) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const text = found[0]?.arguments.map((one) => one.getText()).join(", ") ?? "";
  const scope = { ...tensors, ...activations, ...losses, ...optimizers };
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code of our own page, which the tests run too
    const evaluate = new Function(...Object.keys(scope), `return [${text}];`) as (...values: unknown[]) => unknown[];
    return evaluate(...Object.values(scope));
  } catch {
    // It names variables of the example: there is nothing to show then.
    return [];
  }
}

const float = (shape: Shape): Spec => ({ shape, dtype: "float64" });
const labels = (shape: Shape): Spec => ({ shape, dtype: "int32" });

/** Shapes that two arguments may have, the plainest first: numbers, rows alike, rows with labels. */
const candidates: readonly (readonly Spec[])[] = [
  [float([]), float([])],
  [float([2, 3]), float([2, 3])],
  [float([2, 3]), labels([2])],
  [float([6]), float([6])],
];

/** The first shapes of arguments that a function takes. */
export function specsOf(f: Elementary, count: number): readonly Spec[] | undefined {
  const tries = candidates.map(([first, second]) => [first!, ...Array.from({ length: count - 1 }, () => second!)]);
  return tries.find((specs) => {
    try {
      return trace((...inputs) => [f(...inputs)], specs).outputs.length > 0;
    } catch {
      return false;
    }
  });
}
