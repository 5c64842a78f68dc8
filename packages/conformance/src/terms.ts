import { gradients, type Graph, inOrder, replay } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";

const adding = ["add", "sub", "sum"];

/**
 * How large the terms are that may cancel in a result, for each row by itself: the most that one addend in the
 * computation, of size u, can move the result, |∂result/∂u · u|. A difference of terms is right when its error is small
 * beside them, however small it comes out itself.
 *
 * @param graph - of one input `[rows, …]` in float64, whose first result is to be looked at
 * @returns one number for each row
 */
export function largestTerms({ inputs, outputs }: Graph, input: Tensor): Float64Array {
  const rows = input.shape[0]!;
  const result = outputs[0]!;
  const addends = new Set<Tensor>();
  for (const { source } of inOrder([result])) {
    if (!source || !adding.includes(source.primitive.name)) continue;
    for (const addend of source.inputs) {
      if (addend.isExpression && addend.dtype === "float64" && addend.shape[0] === rows) addends.add(addend);
    }
  }
  const wanted = [...addends];
  const slopes = gradients(result.sum(), wanted);
  const terms = wanted.map((addend, i) => addend.mul(slopes[i]!).abs());
  const largest = new Float64Array(rows);
  for (const { data } of replay({ inputs, outputs: terms })([input])) {
    const width = data!.length / rows;
    data!.forEach((term, i) => {
      const row = Math.floor(i / width);
      if (Number.isFinite(term)) largest[row] = Math.max(largest[row]!, term);
    });
  }
  return largest;
}
