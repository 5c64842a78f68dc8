import { onesLike, type Shape, type Tensor } from "@chainrule/tensor";
import type { PrimitiveName } from "./facets.ts";
import { inOrder, trace } from "./graph.ts";
import { Notation, type Printed } from "./notation.ts";
import { formulas } from "./formulas.ts";
import { rewrite, type Rule } from "./rewrite.ts";
import { isNumber, simplify } from "./simplify.ts";

/** How `formula` prints. */
export interface FormulaOptions {
  /** Names of the arguments; default x, y, z, … */
  readonly names?: readonly string[];
  /** Default "text". */
  readonly format?: "text" | "latex";
  /** Shapes of the arguments; default scalars. */
  readonly shapes?: readonly Shape[];
}

/**
 * The formula of a function, read off its expression; `formula(grad(f))` is that of its slope.
 *
 * A marked part prints by its name, but the result of `f` itself, marked or not, by its expression.
 *
 * @returns `x·sigmoid(x)`, or LaTeX
 */
export function formula(
  f: (...inputs: never[]) => Tensor,
  { names = ["x", "y", "z"], format = "text", shapes }: FormulaOptions = {},
): string {
  const count = shapes?.length ?? Math.max(f.length, 1);
  const specs = Array.from({ length: count }, (_, i) => ({ shape: shapes?.[i] ?? [], dtype: "float64" as const }));
  const { inputs, outputs } = trace((...given) => [unmarked(f(...(given as never[])))], specs);
  return print(outputs[0]!, new Map(inputs.map((input, i) => [input, names[i] ?? `x${i + 1}`])), format);
}

/**
 * The formula of an expression.
 *
 * @param symbols - names of the expressions that print by name: the inputs, and whatever else has a symbol
 */
export function print(output: Tensor, symbols: ReadonlyMap<Tensor, string>, format: "text" | "latex" = "text"): string {
  const write = new Notation(format);
  const [shown] = rewrite(simplify([output]), textbook);
  const printed = new Map<Tensor, Printed>();
  for (const node of inOrder([shown!])) {
    const name = symbols.get(node);
    const inputs = node.source?.inputs.map((input) => printed.get(input)!) ?? [];
    if (name !== undefined) printed.set(node, write.symbol(name));
    else if (node.source)
      printed.set(node, formulas[node.source.primitive.name as PrimitiveName](write, node, ...inputs));
    else printed.set(node, isUniform(node) ? write.number(node.data![0]!) : write.symbol("c"));
  }
  return printed.get(shown!)!.text;
}

/** Whether this is one number, as a scalar or spread over a shape. */
const isUniform = ({ data }: Tensor): boolean =>
  data !== undefined && data.length > 0 && data.every((value) => value === data[0]);

function unmarked(node: Tensor): Tensor {
  return node.source?.primitive.name === "named" ? unmarked(node.source.inputs[0]!) : node;
}

/** Forms that keep their digits, turned back into those of a textbook: equal as formulas, not as kernels. */
const textbook: Rule = ({ source }) => {
  const { primitive, inputs } = source!;
  const [a, b] = inputs;
  if (primitive.name === "sigmoid") return complementOfSigmoid(a!);
  if (primitive.name === "mul") return slopeOfTanh(a!, b!) ?? scaledSquare(a!, b!);
  return primitive.name === "div" ? withoutShift(a!, b!) : undefined;
};

const inputsOf = (node: Tensor | undefined, name: string): readonly Tensor[] =>
  node?.source?.primitive.name === name ? node.source.inputs : [];

/** σ(−x) = 1 − σ(x). */
function complementOfSigmoid(z: Tensor): Tensor | undefined {
  const [x] = inputsOf(z, "neg");
  return x && onesLike(x).sub(x.sigmoid());
}

/** σ(2x)(1 − σ(2x))·4 = 1 − tanh²(x). */
function slopeOfTanh(product: Tensor, four: Tensor): Tensor | undefined {
  const [twice] = inputsOf(inputsOf(product, "mul")[0], "sigmoid");
  const [x, same] = inputsOf(twice, "add");
  return isNumber(four, 4) && x && x === same ? onesLike(x).sub(x.tanh().square()) : undefined;
}

/** (c·x)·x = c·x²; scaled first, it overflows later. */
function scaledSquare(product: Tensor, x: Tensor): Tensor | undefined {
  const [same, scale] = inputsOf(product, "mul");
  return same === x && scale?.data ? x.square().mul(scale) : undefined;
}

/** exp(u − c)/Σ exp(u − c) = exp(u)/Σ exp(u): the shift c keeps the exponential within the range of floats. */
function withoutShift(above: Tensor, below: Tensor): Tensor | undefined {
  const [u, shift] = inputsOf(inputsOf(above, "exp")[0], "sub");
  const [summed] = inputsOf(below, "sum");
  if (!u || summed !== above || inputsOf(shift, "stopGradient").length === 0) return undefined;
  const axes = below.shape.flatMap((length, axis) => (length === above.shape[axis] ? [] : [axis]));
  return u.exp().div(u.exp().sum(axes, { keepDims: true }));
}
