import { type Tensor, ValueError } from "@chainrule/tensor";

/** Throws if a number in `x` is wrong. An expression has no numbers yet and passes. */
export function requireValues(
  x: Tensor,
  isWrong: (value: number) => boolean,
  message: (value: number) => string,
): void {
  const wrong = x.data?.find(isWrong);
  if (wrong !== undefined) throw new ValueError(message(wrong));
}
