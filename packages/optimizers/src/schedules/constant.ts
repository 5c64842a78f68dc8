import { finite, fullLike, requireRange, type Schedule } from "@chainrule/tensor";

/**
 * The same value at every step: `constant(0.1)` where a schedule is asked for, as by `warmup`.
 *
 * @throws ValueError if the value is not finite
 */
export function constant(value: number): Schedule {
  requireRange("constant", finite, { value });
  return (step) => fullLike(step, value);
}
