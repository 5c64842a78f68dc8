import { inOrder, print, replay } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";
import { unmarked } from "./unmarked.ts";

/** What an optimizer remembers, as an expression of what it remembered before. */
export interface Memory {
  /** Before the step: one of `inputs`. */
  readonly before: Tensor;
  readonly after: Tensor;
  readonly inputs: readonly Tensor[];
  /** Their numbers, and their names on paper. */
  readonly values: readonly Tensor[];
  readonly names: readonly string[];
  /** The name of the gradient that belongs to it. */
  readonly gradient: string;
  /** What else is remembered, after the step, by its name. */
  readonly beside: ReadonlyMap<Tensor, string>;
}

/** What is longer than this says nothing in a title. */
const mostCharacters = 60;

/**
 * In words what a memory is, read off the expression that makes it: "running mean of the squared gradient dW1²".
 * Undefined where it is something else than a mean, a sum or a largest number.
 */
export function gathered(memory: Memory): string | undefined {
  const words = kindOf(memory);
  return words && words.length <= mostCharacters && !words.includes(" if ") ? words : undefined;
}

function kindOf(memory: Memory): string | undefined {
  const { before, after, inputs, names, gradient } = memory;
  if (spread(after) === inputs[names.indexOf(gradient)]) return `gradient ${gradient}`;
  const [a, b] = inputsOf(after, "add");
  if (a && b) {
    const [own, fresh] = without(before, b) ? [a, b] : [b, a];
    if (!without(before, fresh)) return undefined;
    const kept = factorOf(own, before, memory);
    if (kept === undefined) return undefined;
    if (kept === 1) return `running sum of ${written(fresh, memory)}`;
    const share = shareIn(fresh, 1 - kept, memory);
    return share ? `running mean of ${written(share, memory)}` : `fading sum of ${written(fresh, memory)}`;
  }
  const largest = inputsOf(after, "max").filter((one) => spread(one) !== before);
  return largest.length === 1 && without(before, largest[0]!)
    ? `largest ${written(largest[0]!, memory)} so far`
    : undefined;
}

/** What a memory multiplies itself by: 1 where it stands alone. */
function factorOf(own: Tensor, before: Tensor, memory: Memory): number | undefined {
  if (spread(own) === before) return 1;
  const factors = inputsOf(own, "mul");
  const other = factors.find((one) => spread(one) !== before);
  return factors.some((one) => spread(one) === before) && other ? numberOf(other, memory) : undefined;
}

/** What is multiplied by such a share. */
function shareIn(fresh: Tensor, share: number, memory: Memory): Tensor | undefined {
  const [x, y] = inputsOf(fresh, "mul");
  const is = (node: Tensor): boolean => Math.abs((numberOf(node, memory) ?? NaN) - share) < 1e-9;
  if (!x || !y) return undefined;
  return is(y) ? x : is(x) ? y : undefined;
}

/** A number that is the same in all places, and no matter what the gradients are. */
function numberOf(node: Tensor, { inputs, values, names }: Memory): number | undefined {
  if (inputs.some((input, i) => names[i] !== "t" && !without(input, node))) return undefined;
  const { data } = node.data ? node : replay({ inputs, outputs: [node] })(values)[0]!;
  return data!.every((x) => x === data![0]) ? data![0] : undefined;
}

function written(node: Tensor, { inputs, names, gradient, beside }: Memory): string {
  const text = print(node, new Map([...inputs.map((input, i) => [input, names[i]!] as const), ...beside]), "text");
  if (text === gradient) return `the gradient ${text}`;
  return text === `${gradient}²` ? `the squared gradient ${text}` : text;
}

/** Whether an expression does not contain another. */
const without = (part: Tensor, whole: Tensor): boolean => !inOrder([whole]).includes(part);

/** Without what only names it or spreads it over a shape. */
function spread(node: Tensor): Tensor {
  const plain = unmarked(node);
  return plain.source?.primitive.name === "broadcast" ? spread(plain.source.inputs[0]!) : plain;
}

const inputsOf = (node: Tensor, name: string): readonly Tensor[] => {
  const plain = spread(node);
  return plain.source?.primitive.name === name ? plain.source.inputs : [];
};
