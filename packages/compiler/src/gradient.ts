import {
  formatShape,
  onesLike,
  refuse,
  requireFloat,
  sameShape,
  ShapeError,
  type Tensor,
  zerosLike,
} from "@chainrule/tensor";
import { inOrder } from "./graph.ts";
import { isNumber } from "./simplify.ts";

/**
 * Reverse accumulation: the gradients of a scalar expression with respect to others, as expressions.
 *
 * @param output - a scalar
 * @param wanted - expressions that the output may depend on; one that it does not depend on gets zeros
 * @throws ShapeError if the output is not a scalar; DTypeError for integers and truth values, which have no gradient
 */
export function gradients(output: Tensor, wanted: readonly Tensor[]): Tensor[] {
  if (output.rank > 0) {
    const received = `one of shape ${formatShape(output.shape)}`;
    const cure = "Reduce it with .sum() or .mean(), or use jacobian.";
    refuse(ShapeError, "grad", "a function with a scalar result", received, cure);
  }
  for (const x of [output, ...wanted]) requireFloat("grad", [x]);
  const order = inOrder([output]);
  const depends = new Set(wanted);
  for (const node of order) if (node.source?.inputs.some((input) => depends.has(input))) depends.add(node);

  const sums = new Map<Tensor, Part>([[output, { value: onesLike(output) }]]);
  for (const node of order.toReversed()) {
    const sum = sums.get(node);
    if (!sum || !node.source || !depends.has(node)) continue;
    const { primitive, inputs } = node.source;
    const moves = moving.includes(primitive.name);
    const dy: Part = moves || "loop" in primitive ? sum : { value: selected(sum) };
    const parts = primitive.gradient(dy.value, node, ...inputs);
    const moved = moves && dy.chosen ? primitive.gradient(dy.chosen, node, ...inputs) : [];
    inputs.forEach((input, i) => {
      const part = parts[i];
      if (!part || !depends.has(input)) return;
      const own = choiceOf(part, primitive.name);
      const outer = moves ? moved[i] : dy.chosen;
      const chosen = own.chosen && outer ? outer.and(own.chosen) : (own.chosen ?? outer);
      const clean =
        own.clean === undefined
          ? dy.clean && (moves || linear.includes(primitive.name))
          : own.clean && (!outer || dy.clean); // 0 by its own choice, but not yet by those before
      sums.set(input, added(sums.get(input), sumTo({ value: own.value, chosen, clean }, input)));
    });
  }
  return wanted.map((node) => {
    const sum = sums.get(node);
    return sum ? selected(sum) : zerosLike(node);
  });
}

/**
 * A gradient, and beside it the choice that has made it 0: where `chosen` is false, the value belongs to a branch not
 * taken and may be anything. It is kept apart until it has to be one tensor, since 0 times an infinite slope that
 * belongs to that branch too would be NaN.
 */
interface Part {
  readonly value: Tensor;
  readonly chosen?: Tensor | undefined;
  /** Whether the value is 0 where it is not chosen. */
  readonly clean?: boolean | undefined;
}

/** What carries numbers from place to place: a choice goes the same way back. */
const moving = ["broadcast", "concat", "named", "pad", "reshape", "slice", "sum", "transpose"];

/** What makes 0 out of 0. */
const linear = ["add", "neg", "sub"];

const selected = ({ value, chosen, clean }: Part): Tensor => (chosen && !clean ? chosen.where(value, 0) : value);

/** A choice between something and 0, taken apart; of one between constants only the numbers are left. */
function choiceOf(part: Tensor, name: string): Part {
  if (part.data) return name === "where" ? { value: part, chosen: part.notEqual(0), clean: true } : { value: part };
  const { primitive, inputs = [] } = part.source ?? {};
  const [condition, a, b] = primitive?.name === "where" ? inputs : [];
  const spread = (value: Tensor, chosen: Tensor): Part => ({
    value: value.broadcastTo(part.shape),
    chosen: chosen.broadcastTo(part.shape),
    clean: false,
  });
  if (b && isNumber(b, 0)) return spread(a!, condition!);
  return a && isNumber(a, 0) ? spread(b!, condition!.not()) : { value: part };
}

function added(a: Part | undefined, b: Part): Part {
  if (!a) return b;
  if (a.chosen === b.chosen && !a.clean && !b.clean) return { value: a.value.add(b.value), chosen: a.chosen };
  return { value: selected(a).add(selected(b)), chosen: a.chosen && b.chosen && a.chosen.or(b.chosen), clean: true };
}

/** What was repeated on the way there is added up on the way back. */
function sumTo(part: Part, { shape }: Tensor): Part {
  const { value } = part;
  if (sameShape(value.shape, shape)) return part;
  const lead = value.rank - shape.length;
  const axes = value.shape.flatMap((length, axis) => (axis < lead || length !== shape[axis - lead] ? [axis] : []));
  return { value: selected(part).sum(axes, { keepDims: true }).reshape(shape) };
}
