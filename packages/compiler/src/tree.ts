import { isNamed, type StateTree, type Tensor, type TensorLike } from "@chainrule/tensor";

/** An argument of a function: a tensor, or tensors by name, nested to any depth. */
export type Argument = StateTree;

/** What may be given where such an argument is expected. */
export type Given<A extends readonly Argument[]> = { [K in keyof A]: A[K] extends Tensor ? TensorLike : A[K] };

/** What a form is made of, in order. */
export const leavesOf = (form: unknown, isBranch: (form: unknown) => form is object = isNamed): unknown[] =>
  isBranch(form) ? Object.values(form).flatMap((part) => leavesOf(part, isBranch)) : [form];

/** The same form made of what comes next. */
export function rebuild(
  form: unknown,
  leaves: Iterator<unknown>,
  isBranch: (form: unknown) => form is object = isNamed,
): unknown {
  if (!isBranch(form)) return leaves.next().value;
  const parts = Object.entries(form).map(([name, part]) => [name, rebuild(part, leaves, isBranch)] as const);
  return Array.isArray(form) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}
