import { apply, type Attributes, type DType, formatSpec, isFloat, type Tensor } from "@chainrule/tensor";
import { type Graph, inOrder, placeholder, replay } from "../src/index.ts";
import { type Mode, wasmPlan } from "../src/wasm/index.ts";

/** A graph and what it is run on, one after the other by the same plan. */
export interface Case {
  readonly graph: Graph;
  readonly mode: Mode;
  readonly runs: readonly (readonly Tensor[])[];
}

/**
 * Where the engine and the interpreter differ; undefined if nowhere.
 *
 * `exact`: in any bit. `fused`: where the largest error of an output, against float64, is above 16 times that of the
 * interpreter in float32 and 2⁻²⁰ of the largest number; for an output in float64 it may be 2⁻²⁶ of that:
 * eight times what its digits are finer, as what it is measured by is rounded too.
 */
export function difference({ graph, mode, runs }: Case): string | undefined {
  const plan = wasmPlan(graph, mode);
  if (!plan) return "the engine makes no plan of it";
  for (const [run, inputs] of runs.entries()) {
    const expected = replay(graph)(inputs);
    const received = plan(inputs);
    const [truth, rough] = (["float64", "float32"] as const).map((dtype) =>
      mode === "fused" ? replay(graphIn(dtype, graph))(inputs.map((x) => castTo(dtype, x))) : undefined,
    );
    for (const [i, right] of expected.entries()) {
      const ours = received[i]!;
      if (String(ours.shape) !== String(right.shape) || ours.dtype !== right.dtype) {
        return `run ${run}, output ${i}: ${formatSpec(ours)} for ${formatSpec(right)}`;
      }
      const found = truth ? tooFar(ours, rough![i]!, truth[i]!) : firstOther(ours.data!, right.data!);
      if (found !== undefined) return `run ${run}, output ${i}, ${found}`;
    }
  }
  return undefined;
}

const firstOther = (ours: ArrayLike<number>, right: ArrayLike<number>): string | undefined => {
  for (let i = 0; i < right.length; i++) {
    if (!Object.is(ours[i], right[i])) return `element ${i}: ${show(ours[i]!)} for ${show(right[i]!)}`;
  }
  return undefined;
};

const show = (x: number): string => (Object.is(x, -0) ? "-0" : String(x));

function tooFar({ data: ours, dtype }: Tensor, { data: right }: Tensor, { data: truth }: Tensor): string | undefined {
  const worst = { ours: 0, right: 0, size: 0, at: 0 };
  for (let i = 0; i < truth!.length; i++) {
    const [a, b, c] = [ours![i]!, right![i]!, truth![i]!];
    if (!Number.isFinite(b)) continue; // overflow in float32, or in one of them only
    const off = Math.abs(a - c);
    if (Number.isNaN(off)) return `element ${i}: ${a} for ${b}`;
    if (off > worst.ours) Object.assign(worst, { ours: off, at: i });
    worst.right = Math.max(worst.right, Math.abs(b - c));
    worst.size = Math.max(worst.size, Math.abs(c));
  }
  const allowed = (16 * worst.right + 2 ** -20 * worst.size) * (dtype === "float64" ? 2 ** -26 : 1);
  if (worst.ours <= allowed) return undefined;
  return `element ${worst.at}: ${ours![worst.at]} for ${right![worst.at]}, off by ${worst.ours}`;
}

type Float = "float32" | "float64";

const floatIn = (float: Float, dtype: DType): DType => (isFloat(dtype) ? float : dtype);
const castTo = (float: Float, x: Tensor): Tensor => x.cast(floatIn(float, x.dtype));

/** The same graph with all floats of one dtype. */
function graphIn(float: Float, { inputs, outputs }: Graph): Graph {
  const known = new Map<Tensor, Tensor>();
  for (const input of inputs) {
    known.set(input, placeholder({ shape: input.shape, dtype: floatIn(float, input.dtype) }));
  }
  for (const node of inOrder(outputs)) {
    if (known.has(node)) continue;
    const { source } = node;
    known.set(
      node,
      source
        ? apply(
            source.primitive,
            source.inputs.map((input) => known.get(input)!),
            attributesIn(float, source.attributes),
          )
        : castTo(float, node),
    );
  }
  const find = (node: Tensor): Tensor => known.get(node)!;
  return { inputs: inputs.map(find), outputs: outputs.map(find) };
}

const attributesIn = (float: Float, attributes: Attributes): Attributes =>
  "dtype" in attributes ? { ...attributes, dtype: floatIn(float, attributes.dtype as DType) } : attributes;
