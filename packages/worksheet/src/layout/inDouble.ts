import { inOrder, placeholder } from "@chainrule/compiler";
import { apply, type DType, Tensor, tensor } from "@chainrule/tensor";
import { isLayerMark } from "./stages.ts";

const double = (dtype: DType): DType => (dtype === "float32" ? "float64" : dtype);

/**
 * What becomes of each part of some expressions in float64: training in float32 is laid out in full precision. The
 * marks of layers fall away, since they bear their inputs too, and would tie a layer to the one before.
 *
 * @param known - values in float64 for some inputs; the others become placeholders of that
 */
export function inDouble(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  known: ReadonlyMap<Tensor, Tensor>,
): ReadonlyMap<Tensor, Tensor> {
  const results = new Map<Tensor, Tensor>(
    inputs.map((input) => [input, known.get(input) ?? placeholder({ ...input, dtype: double(input.dtype) })]),
  );
  for (const node of inOrder(outputs)) {
    if (results.has(node)) continue;
    const { source, data } = node;
    if (isLayerMark(node)) {
      results.set(node, results.get(source!.inputs[0]!)!);
    } else if (source) {
      const attributes = Object.fromEntries(
        Object.entries(source.attributes).map(([name, value]) => [name, value === "float32" ? "float64" : value]),
      );
      results.set(
        node,
        apply(
          source.primitive,
          source.inputs.map((input) => results.get(input)!),
          attributes,
        ),
      );
    } else {
      results.set(
        node,
        data && node.dtype === "float32" ? tensor(Float64Array.from(data, written), { shape: node.shape }) : node,
      );
    }
  }
  return results;
}

/** The number that somebody wrote: 0.1 where float32 made 0.10000000149 of it. */
function written(x: number): number {
  const short = Number(x.toPrecision(7));
  return Math.fround(short) === x ? short : x;
}

/** Parts of an expression as a function of other parts. */
export function cut(
  outputs: readonly Tensor[],
  at: readonly Tensor[],
): { inputs: Tensor[]; outputs: Tensor[]; foreign: boolean; used: boolean[] } {
  const inputs = at.map((node) => new Tensor(node));
  const results = new Map<Tensor, Tensor>(at.map((node, i) => [node, inputs[i]!]));
  const visit = (node: Tensor): Tensor => {
    const { source } = node;
    return source
      ? apply(
          source.primitive,
          source.inputs.map((part) => results.get(part)!),
          source.attributes,
        )
      : node;
  };
  for (const node of inOrder(outputs)) if (!results.has(node)) results.set(node, visit(node));
  const found = outputs.map((output) => results.get(output)!);
  const reached = inOrder(found);
  return {
    inputs,
    outputs: found,
    foreign: reached.some((node) => node.isExpression && !node.source && !inputs.includes(node)),
    used: inputs.map((input) => reached.includes(input)),
  };
}
