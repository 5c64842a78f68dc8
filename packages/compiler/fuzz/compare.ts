import { apply, type Attributes, formatSpec, type Tensor } from "@chainrule/tensor";
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
 * interpreter and 2⁻²⁰ of the largest number; of an output in float64, 2⁻⁴⁰ of that.
 */
export function difference({ graph, mode, runs }: Case): string | undefined {
  const plan = wasmPlan(graph, mode);
  if (!plan) return "the engine makes no plan of it";
  for (const [run, inputs] of runs.entries()) {
    const expected = replay(graph)(inputs);
    const received = plan(inputs);
    const truth = mode === "fused" ? replay(inFloat64(graph))(inputs.map(doubled)) : undefined;
    for (const [i, right] of expected.entries()) {
      const ours = received[i]!;
      if (String(ours.shape) !== String(right.shape) || ours.dtype !== right.dtype) {
        return `run ${run}, output ${i}: ${formatSpec(ours)} for ${formatSpec(right)}`;
      }
      const found = truth ? tooFar(ours, right, truth[i]!) : firstOther(ours.data!, right.data!);
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
  if (worst.ours <= 16 * worst.right + (dtype === "float64" ? 2 ** -40 : 2 ** -20) * worst.size) return undefined;
  return `element ${worst.at}: ${ours![worst.at]} for ${right![worst.at]}, off by ${worst.ours}`;
}

const doubled = (x: Tensor): Tensor => (x.dtype === "float32" ? x.cast("float64") : x);

/** The same graph with float64 in place of float32. */
function inFloat64({ inputs, outputs }: Graph): Graph {
  const known = new Map<Tensor, Tensor>();
  const wide = ({ shape, dtype }: Tensor) => placeholder({ shape, dtype: dtype === "float32" ? "float64" : dtype });
  for (const input of inputs) known.set(input, wide(input));
  for (const node of inOrder(outputs)) {
    if (known.has(node)) continue;
    const { source } = node;
    known.set(
      node,
      source
        ? apply(
            source.primitive,
            source.inputs.map((input) => known.get(input)!),
            wideAttributes(source.attributes),
          )
        : doubled(node),
    );
  }
  const find = (node: Tensor): Tensor => known.get(node)!;
  return { inputs: inputs.map(find), outputs: outputs.map(find) };
}

const wideAttributes = (attributes: Attributes): Attributes =>
  attributes.dtype === "float32" ? { ...attributes, dtype: "float64" } : attributes;
