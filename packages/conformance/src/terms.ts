import { gradients, type Graph, inOrder, replay } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";

const adding = ["add", "sub", "sum"];

/** What is below the normal numbers has fewer digits: it is off by half of the last one that float32 has. */
const leastNormal = 2 ** -126;

/** What divides by such a number, or takes its logarithm, makes as much as it likes of it: that is not carried. */
const mostCarried = 2 ** 40;

/** What errors may be measured by, for each row. */
interface Scales {
  /**
   * How large the terms are that may cancel in the result: the most that one addend in the computation, of size u, can
   * move it, |∂result/∂u · u|. A difference of terms is right when its error is small beside them, however small it
   * comes out itself.
   */
  readonly terms: Float64Array;
  /** By what the errors of numbers below the normal ones are multiplied on their way to the result; at least 1. */
  readonly factors: Float64Array;
}

/** @param graph - of one input `[rows, …]` in float64, whose first result is to be looked at */
export function scalesOf({ inputs, outputs }: Graph, input: Tensor): Scales {
  const rows = input.shape[0]!;
  const result = outputs[0]!;
  const wanted: Tensor[] = [];
  const addends = new Set<Tensor>();
  for (const node of inOrder([result])) {
    if (node.isExpression && node.dtype === "float64" && node.shape[0] === rows) wanted.push(node);
    if (node.source && adding.includes(node.source.primitive.name)) for (const u of node.source.inputs) addends.add(u);
  }
  const slopes = gradients(result.sum(), wanted);
  const numbers = replay({ inputs, outputs: [...wanted, ...slopes] })([input]);
  const [terms, factors] = [new Float64Array(rows), new Float64Array(rows).fill(1)];
  wanted.forEach((node, k) => {
    const [values, slope] = [numbers[k]!.data!, numbers[wanted.length + k]!.data!];
    values.forEach((value, i) => {
      const row = Math.floor((i * rows) / values.length);
      const [size, factor] = [Math.abs(value), Math.abs(slope[i]!)];
      const term = size * factor;
      if (addends.has(node) && Number.isFinite(term)) terms[row] = Math.max(terms[row]!, term);
      // The input itself is exact.
      const short = node.source && size > 0 && size < leastNormal;
      if (short && factor < mostCarried) factors[row] = Math.max(factors[row]!, factor);
    });
  });
  return { terms, factors };
}
