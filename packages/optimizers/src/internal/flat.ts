import { concat, type Parameters, refuse, slice, type Tensor, ValueError } from "@chainrule/tensor";

/** All tensors as one vector. */
export function flatten(record: Parameters): Tensor {
  const [first, ...others] = Object.values(record).map((x) => x.reshape([sizeOf(x)]));
  if (first) return concat([first, ...others], 0);
  refuse(ValueError, "solver", "at least one parameter", "none", "Pass what is to be found.");
}

/** The vector cut into tensors like those of a record. */
export function unflatten(vector: Tensor, like: Parameters): Parameters {
  let from = 0;
  return Object.fromEntries(
    Object.entries(like).map(([name, x]) => [name, slice(vector, 0, from, (from += sizeOf(x))).reshape(x.shape)]),
  );
}

const sizeOf = (x: Tensor): number => x.shape.reduce((a, b) => a * b, 1);

export const dot = (a: Tensor, b: Tensor): Tensor => a.mul(b).sum();

/** A direction if it goes down, and else the steepest. */
export const downhill = (gradient: Tensor, direction: Tensor): Tensor =>
  dot(gradient, direction).less(0).where(direction, gradient.neg());
