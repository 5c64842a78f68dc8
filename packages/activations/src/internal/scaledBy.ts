import { constant, keepingDigits, type Tensor } from "@chainrule/tensor";

/** e⁻⁴⁰ */
const small = 4.248354255291589e-18;

/**
 * x·f(x), where f(x) is eˣ to its last digit from −40 down. There it would become a subnormal number, of which x times
 * has fewer digits: below −80 it is f(x + 40)·e⁻⁴⁰, and multiplied in this order.
 */
export function scaledBy(f: (x: Tensor) => Tensor, x: Tensor): Tensor {
  const isSmall = x.less(-80).named(keepingDigits, {});
  return x.mul(f(isSmall.where(x.add(40), x))).mul(isSmall.where(small, constant(1, x.dtype)));
}
