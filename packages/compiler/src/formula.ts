import type { PrimitiveName, Shape, Tensor } from "@chainrule/tensor";
import { inOrder, trace } from "./graph.ts";
import { Notation, type Printed } from "./notation.ts";
import { formulas } from "./formulas.ts";
import type { Rule } from "./rewrite.ts";
import { textbookForm } from "./textbook.ts";
import type { TensorFunction } from "./transforms.ts";

/** How `formula` prints. */
export interface FormulaOptions {
  /** Names of the arguments; default x, y, z, x4, … */
  readonly names?: readonly string[];
  /** Default "text". */
  readonly format?: "text" | "latex";
  /** Shapes of the arguments, as many as there are; default scalars, as many as `f` declares or as have names. */
  readonly shapes?: readonly Shape[];
}

/**
 * The formula of a function, read off its expression; `formula(grad(f))` is that of its slope.
 *
 * A marked part prints by its name, but the result of `f` itself, marked or not, by its expression.
 *
 * @returns `x·sigmoid(x)`, or LaTeX
 */
export function formula(f: TensorFunction, options?: FormulaOptions): string;
export function formula(f: (...inputs: never[]) => Tensor, options?: FormulaOptions): string;
export function formula(
  f: (...inputs: never[]) => Tensor,
  { names, format = "text", shapes }: FormulaOptions = {},
): string {
  const count = shapes?.length ?? Math.max(f.length, names?.length ?? 1);
  const specs = Array.from({ length: count }, (_, i) => ({ shape: shapes?.[i] ?? [], dtype: "float64" as const }));
  const { inputs, outputs } = trace((...given) => [unmarked(f(...(given as never[])))], specs);
  return print(
    outputs[0]!,
    new Map(inputs.map((input, i) => [input, (names ?? ["x", "y", "z"])[i] ?? `x${i + 1}`])),
    format,
  );
}

/**
 * The formula of an expression.
 *
 * @param symbols - names of the expressions that print by name: the inputs, and whatever else has a symbol
 * @param known - what else is known to be equal here, see `textbookForm`
 */
export function print(
  output: Tensor,
  symbols: ReadonlyMap<Tensor, string>,
  format: "text" | "latex" = "text",
  known?: Rule,
): string {
  const write = new Notation(format);
  const { shown, named } = textbookForm(output, symbols, known);
  const printed = new Map<Tensor, Printed>();
  for (const node of inOrder([shown])) {
    const name = named.get(node);
    const inputs = node.source?.inputs.map((input) => printed.get(input)!) ?? [];
    if (name !== undefined) printed.set(node, write.symbol(name));
    else if (node.source)
      printed.set(node, formulas[node.source.primitive.name as PrimitiveName](write, node, ...inputs));
    else printed.set(node, isUniform(node) ? write.number(node.data![0]!) : write.symbol("c"));
  }
  return printed.get(shown)!.text;
}

/** Whether this is one number, as a scalar or spread over a shape. */
const isUniform = ({ data }: Tensor): boolean =>
  data !== undefined && data.length > 0 && data.every((value) => value === data[0]);

function unmarked(node: Tensor): Tensor {
  return node.source?.primitive.name === "named" ? unmarked(node.source.inputs[0]!) : node;
}
