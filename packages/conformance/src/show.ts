import type { Tensor } from "@chainrule/tensor";

/** A tensor as the code that makes it, when it is small; otherwise its shape. */
export function asCode(x: Tensor): string {
  const options = x.dtype === "float32" ? "" : `, { dtype: "${x.dtype}" }`;
  return x.data && x.data.length <= 24 ? `tensor(${JSON.stringify(x.toArray())}${options})` : x.toString();
}

/** Where an element stands: `[1, 0]`, counted from 0. */
export function placeOf(index: number, { shape }: Tensor): string {
  const place: number[] = [];
  let rest = index;
  for (const length of shape.toReversed()) {
    place.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return `[${place.join(", ")}]`;
}

export const specOf = ({ dtype, shape }: Pick<Tensor, "dtype" | "shape">): string => `${dtype} [${shape.join(", ")}]`;
