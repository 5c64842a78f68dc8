import { inOrder, placeholder } from "@chainrule/compiler";
import { apply, type DType, Tensor, tensor } from "@chainrule/tensor";
import { markOf } from "./stages.ts";

const double = (dtype: DType): DType => (dtype === "float32" ? "float64" : dtype);

/** The marks that count layers bear their inputs too, and would tie a layer to the one before. */
const isLayerMark = (node: Tensor): boolean => markOf(node)?.startsWith("layer ") ?? false;

/**
 * The same expression in float64, on inputs of that: training in float32 is laid out in full precision. Marks of layers
 * fall away.
 */
export function inDouble(output: Tensor, inputs: readonly Tensor[]): { output: Tensor; inputs: Tensor[] } {
  const results = new Map<Tensor, Tensor>(
    inputs.map((input) => [input, placeholder({ ...input, dtype: double(input.dtype) })]),
  );
  for (const node of inOrder([output])) {
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
  return { output: results.get(output)!, inputs: inputs.map((input) => results.get(input)!) };
}

/** The number that somebody wrote: 0.1 where float32 made 0.10000000149 of it. */
function written(x: number): number {
  const short = Number(x.toPrecision(7));
  return Math.fround(short) === x ? short : x;
}

/** A part of an expression as a function of another part. */
export function cut(output: Tensor, at: Tensor): { input: Tensor; output: Tensor; foreign: boolean } {
  const input = new Tensor(at);
  const results = new Map<Tensor, Tensor>([[at, input]]);
  for (const node of inOrder([output])) {
    if (results.has(node)) continue;
    const { source } = node;
    results.set(
      node,
      source
        ? apply(
            source.primitive,
            source.inputs.map((part) => results.get(part)!),
            source.attributes,
          )
        : node,
    );
  }
  const result = results.get(output)!;
  const foreign = inOrder([result]).some((node) => node !== input && node.isExpression && !node.source);
  return { input, output: result, foreign };
}
