import { follow, inOrder, onInputs, placeholder } from "@chainrule/compiler";
import { apply, type Attributes, type DType, Tensor, tensor } from "@chainrule/tensor";
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
  follow(inOrder(outputs), results, (node, parts) => {
    const { source, data } = node;
    if (isLayerMark(node)) return parts[0]!;
    if (source) {
      const attributes = Object.entries(source.attributes).map(([name, value]) => [
        name,
        value === "float32" ? "float64" : value,
      ]);
      return apply(source.primitive, parts, Object.fromEntries(attributes) as Attributes);
    }
    return data && node.dtype === "float32" ? tensor(Float64Array.from(data, written), { shape: node.shape }) : node;
  });
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
  follow(inOrder(outputs), results, onInputs);
  const found = outputs.map((output) => results.get(output)!);
  const reached = inOrder(found);
  return {
    inputs,
    outputs: found,
    foreign: reached.some((node) => node.isExpression && !node.source && !inputs.includes(node)),
    used: inputs.map((input) => reached.includes(input)),
  };
}
