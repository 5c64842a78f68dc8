import { type DType, ones, type Parameters, type Tensor, zeros } from "@chainrule/tensor";

/** Which of the two learned numbers for each feature a normalization has. */
export interface ScaledOptions {
  /** Added before the root, so that nothing is divided by 0. */
  readonly epsilon?: number;
  /** Whether each feature is multiplied by a learned number that begins with 1. Default true. */
  readonly scale?: boolean;
  /** Whether a learned number that begins with 0 is added to each feature. Default true. */
  readonly bias?: boolean;
}

/** Where they begin. */
export const scaledInit = (
  features: number,
  { dtype }: { dtype: DType },
  { scale = true, bias = true }: ScaledOptions,
): Parameters => ({
  ...(scale && { scale: ones([features], { dtype }) }),
  ...(bias && { bias: zeros([features], { dtype }) }),
});

/** x · scale + bias, as far as there are such. */
export function scaled(x: Tensor, { scale, bias }: Parameters): Tensor {
  const wider = scale ? x.mul(scale) : x;
  return bias ? wider.add(bias) : wider;
}

/** (x − mean) / √(variance + epsilon) */
export const standardized = (x: Tensor, mean: Tensor, variance: Tensor, epsilon: number): Tensor =>
  x.sub(mean).div(variance.add(epsilon).sqrt());

/** Mean and variance (divided by the number of values) over axes that are kept. */
export function momentsOf(x: Tensor, axes: readonly number[]): { mean: Tensor; variance: Tensor } {
  const mean = x.mean(axes, { keepDims: true });
  return { mean, variance: x.sub(mean).square().mean(axes, { keepDims: true }) };
}
