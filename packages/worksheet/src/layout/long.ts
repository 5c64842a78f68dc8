import { inOrder } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";
import type { Derivation } from "./book.ts";
import { cellAt } from "./cellAt.ts";
import type { Numbers, Step } from "./step.ts";
import { latexOf } from "./symbols.ts";

/** Operations in a formula that nobody would read to the end. */
const most = 250;

/** Whether a formula, with every part written out wherever it occurs, is too long for paper. */
export function isLong({ result, shown = result, shorthands = [] }: Derivation, from: readonly Tensor[]): boolean {
  const sizes = new Map<Tensor, number>([...from, ...shorthands.map(({ part }) => part)].map((part) => [part, 0]));
  for (const node of inOrder([shown])) {
    const inputs = node.source?.inputs ?? [];
    if (!sizes.has(node))
      sizes.set(
        node,
        inputs.reduce((sum, input) => sum + sizes.get(input)!, inputs.length && 1),
      );
  }
  return sizes.get(shown)! > most;
}

/** A step written by the name of its function: `W1_new = muon(W1, dW1, m_W1)`. */
export function byName(
  quantity: string,
  called: string,
  from: readonly string[],
  placeholders: readonly Tensor[],
  { result, shown = result, shorthands = [] }: Derivation,
  value: Tensor,
): Pick<Step, "uses" | "formula" | "cell"> {
  const reached = reachedFrom(shown, new Set(shorthands.map(({ part }) => part)));
  const short = new Set(shorthands.filter(({ part }) => reached.has(part)).map(({ symbol }) => symbol));
  const uses = from.filter((name, i) => reached.has(placeholders[i]!) || short.has(name));
  return {
    uses,
    formula: (format) =>
      format === "latex"
        ? `${latexOf(quantity)} = \\text{${called}}(${uses.map(latexOf).join(", ")})`
        : `${quantity} = ${called}(${uses.join(", ")})`,
    cell: (index, numbers) => numberAlone(value, index, numbers),
  };
}

/** A cell whose calculation is not written out. */
export function numberAlone(value: Tensor, index: readonly number[], { number, format }: Numbers): string {
  const x = cellAt(value, index);
  return (x < 0 ? (format === "latex" ? "-" : "−") : "") + number(Math.abs(x));
}

/** What an expression is made of, down to the parts that have a name. */
function reachedFrom(output: Tensor, parts: ReadonlySet<Tensor>): Set<Tensor> {
  const reached = new Set<Tensor>();
  const stack = [output];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    if (!parts.has(node)) stack.push(...(node.source?.inputs ?? []));
  }
  return reached;
}
