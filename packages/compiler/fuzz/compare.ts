import { apply, type Attributes, type DType, formatSpec, isFloat, Tensor } from "@chainrule/tensor";
import { follow, type Graph, inOrder, placeholder, replay } from "../src/index.ts";
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
 * eight times what its digits are finer, as what it is measured by is rounded too. An interpreter that was lucky says
 * little: before a verdict it is asked again about numbers next to the inputs, and its largest error counts.
 */
export function difference({ graph, mode, runs }: Case): string | undefined {
  const plan = wasmPlan(graph, mode);
  if (!plan) return "the engine makes no plan of it";
  const [precisely, roughly] = (["float64", "float32"] as const).map(
    (dtype) => (inputs: readonly Tensor[]) => replay(graphIn(dtype, graph))(inputs.map((x) => castTo(dtype, x))),
  );
  /** The largest error of an output of the interpreter in float32, on inputs next to these. */
  const usualError = (inputs: readonly Tensor[], output: number): number => {
    const errors = [1, 2, 3, 4, 5, 6].map((shift) => {
      const near = nextTo(inputs, shift);
      const rough = roughly!(near)[output]!;
      return errorOf(rough, precisely!(near)[output]!, rough).off;
    });
    return Math.max(...errors.filter(Number.isFinite));
  };
  for (const [run, inputs] of runs.entries()) {
    const expected = replay(graph)(inputs);
    const received = plan(inputs);
    const fused = mode === "fused" ? { truth: precisely!(inputs), rough: roughly!(inputs) } : undefined;
    for (const [i, right] of expected.entries()) {
      const ours = received[i]!;
      if (String(ours.shape) !== String(right.shape) || ours.dtype !== right.dtype) {
        return `run ${run}, output ${i}: ${formatSpec(ours)} for ${formatSpec(right)}`;
      }
      const far = (usual = 0): string | undefined => fused && tooFar(ours, fused.rough[i]!, fused.truth[i]!, usual);
      const found = fused ? far() && far(usualError(inputs, i)) : firstOther(ours.data!, right.data!);
      if (found !== undefined) return `run ${run}, output ${i}, ${found}`;
    }
  }
  return undefined;
}

/** Inputs that differ from others by a few of their last digits. */
const nextTo = (inputs: readonly Tensor[], shift: number): Tensor[] =>
  inputs.map((x) => {
    if (!isFloat(x.dtype)) return x;
    return new Tensor(
      x,
      x.data!.map((a, i) => a * (1 + 2 ** -20 * Math.sin(shift * (i + 1)))),
    );
  });

const firstOther = (ours: ArrayLike<number>, right: ArrayLike<number>): string | undefined => {
  for (let i = 0; i < right.length; i++) {
    if (!Object.is(ours[i], right[i])) return `element ${i}: ${show(ours[i]!)} for ${show(right[i]!)}`;
  }
  return undefined;
};

const show = (x: number): string => (Object.is(x, -0) ? "-0" : String(x));

/** The largest error among numbers that are finite in what they are measured beside, where, and the largest number. */
function errorOf({ data: ours }: Tensor, { data: truth }: Tensor, { data: beside }: Tensor): Worst {
  const worst = { off: 0, at: 0, size: 0 };
  for (let i = 0; i < truth!.length; i++) {
    if (!Number.isFinite(beside![i])) continue; // overflow in float32, or in one of them only
    const off = Math.abs(ours![i]! - truth![i]!);
    if (Number.isNaN(off)) return { ...worst, off, at: i };
    if (off > worst.off) Object.assign(worst, { off, at: i });
    worst.size = Math.max(worst.size, Math.abs(truth![i]!));
  }
  return worst;
}

interface Worst {
  readonly off: number;
  readonly at: number;
  readonly size: number;
}

/** @param usual - an error that the interpreter makes on other numbers like these */
function tooFar(ours: Tensor, right: Tensor, truth: Tensor, usual = 0): string | undefined {
  const { off, at, size } = errorOf(ours, truth, right);
  const error = Math.max(errorOf(right, truth, right).off, usual);
  const allowed = (16 * error + 2 ** -20 * size) * (ours.dtype === "float64" ? 2 ** -26 : 1);
  return off <= allowed ? undefined : `element ${at}: ${ours.data![at]} for ${right.data![at]}, off by ${off}`;
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
  follow(inOrder(outputs), known, (node, parts) =>
    node.source
      ? apply(node.source.primitive, parts, attributesIn(float, node.source.attributes))
      : castTo(float, node),
  );
  const find = (node: Tensor): Tensor => known.get(node)!;
  return { inputs: inputs.map(find), outputs: outputs.map(find) };
}

const attributesIn = (float: Float, attributes: Attributes): Attributes =>
  "dtype" in attributes ? { ...attributes, dtype: floatIn(float, attributes.dtype as DType) } : attributes;
