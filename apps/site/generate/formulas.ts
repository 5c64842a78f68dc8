import { gradients, print, trace } from "@chainrule/compiler";
import { type Optimizer, type Spec, type Tensor, tensor, treeFrom, treeLeaves } from "@chainrule/tensor";
import type { Exported } from "./exports.ts";
import { type Elementary, specsOf } from "./functions.ts";

// The formulas of a page, read off the expression that the function builds. Each is LaTeX; none where it has none.

/** What a formula gives, with the sign of relation, and the formula. */
export type Formula = readonly [left: string, right: string];

/** Longer ones say less than the code. */
const longest = 700;

/** A name as LaTeX writes it: upright if it is a word. */
const word = (name: string): string => (name.length > 1 ? String.raw`\operatorname{${name}}` : name);

/** Value and slope of an activation; of one over rows, what becomes of the gradient δ of its outputs. */
export function activationFormulas(f: Elementary, { name }: Exported): Formula[] {
  const isScalar = specsOf(f, 1)?.[0]?.shape.length === 0;
  const spec: Spec = { shape: isScalar ? [] : [4], dtype: "float64" };
  const { inputs, outputs } = trace(
    (x) => {
      const y = f(x);
      return [unmarked(y)];
    },
    [spec],
  );
  const symbols = new Map([[inputs[0]!, "x"]]);
  const value: Formula = [`${word(name)}(x) =`, print(outputs[0]!, symbols, "latex")];
  if (isScalar) {
    const slope = trace((x) => gradients(f(x), [x]), [spec]);
    return [value, [`${word(name)}'(x) =`, print(slope.outputs[0]!, new Map([[slope.inputs[0]!, "x"]]), "latex")]];
  }
  const shape = outputs[0]!.shape;
  const back = trace((x, d) => gradients(f(x).mul(d).sum(), [x]), [spec, { shape, dtype: "float64" }]);
  const names = new Map([
    [back.inputs[0]!, "x"],
    [back.inputs[1]!, "δ"],
  ]);
  return [value, [String.raw`\delta^{\mathsf T} J =`, print(back.outputs[0]!, names, "latex")]];
}

const letters: Readonly<Record<string, string>> = { prediction: "p", target: "y" };

/** A loss and its slope by the first argument. */
export function lossFormulas(f: Elementary, { name, parameters }: Exported): Formula[] {
  const given = parameters.filter(({ type }) => type === "Tensor").map((one) => letters[one.name] ?? one.name);
  const specs = specsOf(f, given.length);
  if (!specs) return [];
  const [value, slope] = [
    trace((...inputs) => [unmarked(f(...inputs))], specs),
    trace((...inputs) => gradients(f(...inputs).sum(), [inputs[0]!]), specs),
  ].map(({ inputs, outputs }) => print(outputs[0]!, new Map(inputs.map((input, i) => [input, given[i]!])), "latex"));
  const left = word(name);
  return [
    [`${left}(${given.join(", ")}) =`, value!],
    [String.raw`\frac{\partial\,${left}}{\partial ${given[0]}} =`, slope!],
  ];
}

/** A metric, where it is an expression. */
export function metricFormulas(f: Elementary, { name }: Exported): Formula[] {
  const rows: Spec = { shape: [-1], dtype: "float64" };
  try {
    const { inputs, outputs } = trace((...given) => [unmarked(f(...given))], [rows, rows]);
    const symbols = new Map(inputs.map((input, i) => [input, ["p", "y"][i]!]));
    return [[`${word(name)}(p, y) =`, print(outputs[0]!, symbols, "latex")]];
  } catch {
    // It takes rows of classes, and counts them: an algorithm more than a formula.
    return [];
  }
}

/** A schedule: its value at step t. */
export function scheduleFormulas(schedule: Elementary): Formula[] {
  const { inputs, outputs } = trace((t) => [unmarked(schedule(t))], [{ shape: [], dtype: "float64" }]);
  return [[String.raw`\operatorname{value}(t) =`, print(outputs[0]!, new Map([[inputs[0]!, "t"]]), "latex")]];
}

/** What an optimizer remembers, and how it changes a parameter w with the gradient g at step t. */
export function optimizerFormulas(optimizer: Optimizer): Formula[] {
  const w = tensor(0, { dtype: "float64" });
  const start = optimizer.init({ w });
  const memory = treeLeaves(start);
  const number: Spec = { shape: [], dtype: "float64" };
  const key: Spec = { shape: [2], dtype: "int32" };
  let names: string[] = [];
  const { inputs, outputs } = trace(
    (parameter, gradient, step, loss, random, ...state) => {
      const context = { parameters: { w: parameter }, step, loss, key: random };
      const [updates, next] = optimizer.update({ w: gradient }, treeFrom(start, state), context);
      const kept = treeLeaves(next);
      names = kept.map(([path]) => latexName(symbolOf(path)));
      return [unmarked(updates.w!), ...kept.map(([, value]) => unmarked(value))];
    },
    [number, number, number, number, key, ...memory.map(([, { shape, dtype }]) => ({ shape, dtype }))],
  );
  const symbols = new Map<Tensor, string>(
    [...["w", "g", "t", "loss", "key"], ...memory.map(([path]) => symbolOf(path))].map((name, i) => [
      inputs[i]!,
      latexName(name),
    ]),
  );
  const [update, ...next] = outputs;
  const states = next.map((value, i): Formula => [String.raw`${names[i]!} \leftarrow`, print(value, symbols, "latex")]);
  // The update is written in the memory as it is after the step.
  const after = new Map([...symbols, ...next.map((value, i): [Tensor, string] => [value, names[i]!])]);
  const change = print(update!, after, "latex");
  return [...states, [String.raw`w \leftarrow w`, change.startsWith("-") ? change : `+ ${change}`]];
}

/** Upright if it is a word; a quantity and no function, so that a sign after it has its room. */
const latexName = (name: string): string => (name.length > 1 ? String.raw`\mathrm{${name}}` : name);

/** 0, w, mean is the mean. */
const symbolOf = (path: readonly string[]): string =>
  path.filter((part) => part !== "w" && !/^\d+$/.test(part)).at(-1) ?? "state";

const unmarked = (node: Tensor): Tensor =>
  node.source?.primitive.name === "named" ? unmarked(node.source.inputs[0]!) : node;

/** Those worth reading: neither a name that stands for itself, nor pages of an algorithm. */
export const readable = (formulas: readonly Formula[]): Formula[] =>
  formulas.filter(
    ([left, right]) =>
      right.length <= longest &&
      !/scatterAdd|argsort|cumsum/.test(right) &&
      left.replace(" =", "") !==
        right.replace(/\\left|\\right/g, "").replace(/^\\(\w+)\(/, String.raw`\operatorname{$1}(`),
  );
