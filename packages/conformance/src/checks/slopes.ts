import { compile, grad } from "@chainrule/compiler";
import { normal, randomKey, tensor, type Tensor } from "@chainrule/tensor";
import { broken } from "../check.ts";
import { asCode, placeOf } from "../show.ts";

const step = 1e-5;

/**
 * The derived gradient of a function, against central differences in float64.
 *
 * The results are added up with fixed random weights, so that all of them count. Where the slopes on the left and on
 * the right differ, the input sits at a kink: there anything between the two will do.
 *
 * @param input - float64
 */
export function slopesAreDifferences(who: string, f: (x: Tensor) => Tensor, input: Tensor): void {
  const weights = normal(randomKey(11), f(input).shape, { dtype: "float64" });
  const weighted = (x: Tensor): Tensor => f(x).mul(weights).sum();
  const derived = grad(weighted)(input).toTypedArray();
  const value = compile(weighted);
  const at = (i: number, by: number): number => {
    const moved = input.toTypedArray();
    moved[i]! += by;
    return value(tensor(moved, { shape: input.shape, dtype: "float64" })).item();
  };
  const middle = value(input).item();
  const around = Array.from(derived, (_, i) => [at(i, -step), at(i, step)] as const);
  const central = around.map(([below, above]) => (above - below) / (2 * step));
  const largest = Math.max(...derived.map(Math.abs), ...central.map(Math.abs));
  derived.forEach((slope, i) => {
    const [below, above] = around[i]!;
    const [left, right] = [(middle - below) / step, (above - middle) / step];
    const difference = central[i]!;
    const tolerance = 1e-6 * Math.max(Math.abs(slope), Math.abs(difference), 1e-3 * largest);
    if (Math.abs(slope - difference) <= tolerance) return;
    const kink = Math.abs(right - left) > 1e-2 * largest;
    if (kink && slope >= Math.min(left, right) - tolerance && slope <= Math.max(left, right) + tolerance) return;
    broken(who, {
      expected: `the slope of central differences, ${difference}`,
      received: slope,
      at: `entry ${placeOf(i, input)} of ${asCode(input)}`,
      cure: "The slope is derived from the expression: look for stopGradient, and for numbers read outside of tensors.",
    });
  });
}
