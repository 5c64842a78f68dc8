import { compile, type TensorFunction } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";
import { broken, ConformanceError } from "../check.ts";
import { asCode } from "../show.ts";

/** Traces without reading numbers, gives what it gives on values, and is not traced again for the same shapes. */
export function tracedOnce(who: string, f: TensorFunction, inputs: readonly Tensor[]): void {
  let calls = 0;
  const counted = compile((...given) => {
    calls++;
    return f(...given);
  });
  const at = inputs.map(asCode).join(", ");
  let traced: Tensor;
  try {
    traced = counted(...inputs);
  } catch (error) {
    throw new ConformanceError(`${who}: expected a function that can be traced, at ${at}. ${String(error)}`);
  }
  counted(...inputs);
  if (calls !== 1) {
    broken(who, {
      expected: "to be traced once for two calls",
      received: `${calls} times`,
      at,
      cure: "What changes from call to call has to be a tensor.",
    });
  }
  const direct = f(...inputs);
  // A traced logarithm of a probability is computed in a stabler form: alike, not the same bits.
  direct.data!.forEach((x, i) => {
    const y = traced.data![i]!;
    if (Object.is(x, y) || Math.abs(x - y) <= 1e-5 * Math.max(1, Math.abs(x))) return;
    broken(who, {
      expected: `${x} when traced, as on values`,
      received: y,
      at,
      cure: "Whatever a function reads beside its arguments is fixed when it is traced: a counter, a random number.",
    });
  });
}
