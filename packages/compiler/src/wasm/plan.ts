import { apply, type Data, type DType, type Shape, sizeOf, Tensor } from "@chainrule/tensor";
import { type Graph, rowRatio, withRows } from "../graph.ts";
import { Code, ops } from "./code.ts";
import { host } from "./host.ts";
import { elementwiseKernel } from "./kernelElementwise.ts";
import { flipKernel, matmulKernel } from "./kernelMatmul.ts";
import { randomKernel } from "./kernelRandom.ts";
import { reduceKernel, reductionOf } from "./kernelReduce.ts";
import { moduleOf } from "./module.ts";
import { inputsOf, isFlip, type Piece, rootOf, schedule } from "./schedule.ts";

/** How multiply-adds are rounded: once where the machine can, or twice as the interpreter does. */
export type Mode = "fused" | "exact";

/** A function that runs a graph on values. */
export type Plan = (inputs: readonly Tensor[]) => Tensor[];

const views = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;
const bytesOf = (dtype: DType): number => views[dtype].BYTES_PER_ELEMENT;

/** Reading and writing may go one vector beyond the end of an array. */
const padding = 48;

/** The shape for a given number of rows. */
const shapeFor = (shape: Shape, rows: number): Shape => shape.map((length) => (length < 0 ? -length * rows : length));

const count = (shape: Shape): number => shape.reduce((size, length) => size * length, 1);

/**
 * Compiles a graph to one WebAssembly module: a plan that takes any number of rows up to a capacity, and is made
 * anew for more. Undefined where WebAssembly cannot run it: there the interpreter has to.
 */
export function wasmPlan(graph: Graph, mode: Mode): Plan | undefined {
  if (!isSupported() || graph.inputs.some(({ dtype }) => dtype === "float64")) return undefined;
  let made: { capacity: number; run: (inputs: readonly Tensor[], rows: number) => Tensor[] } | undefined;
  return (inputs) => {
    const rows = -(rowRatio(graph.inputs, inputs) ?? -1);
    if (!made || rows > made.capacity) {
      const capacity = Math.max(rows, 2 * (made?.capacity ?? 0));
      made = { capacity, run: build(graph, capacity, mode) };
    }
    return made.run(inputs, rows);
  };
}

/** Whether a module with vector instructions may be made here: there may be no WebAssembly, or a policy against it. */
function isSupported(): boolean {
  try {
    const probe = new Code(1);
    probe.constant(0);
    const bytes = moduleOf([probe], { pages: 1, shared: false });
    const wasm = host();
    return wasm !== undefined && wasm.validate(bytes) && new wasm.Module(bytes) !== undefined;
  } catch {
    return false;
  }
}

function build(graph: Graph, capacity: number, mode: Mode): (inputs: readonly Tensor[], rows: number) => Tensor[] {
  const pieces = schedule(graph);
  const addresses = new Map<Tensor, number>();
  let top = 64;
  const place = (node: Tensor): number => {
    const known = addresses.get(node);
    if (known !== undefined) return known;
    const address = top;
    top += (count(shapeFor(node.shape, capacity)) * bytesOf(node.dtype) + padding + 15) & ~15;
    addresses.set(node, address);
    return address;
  };
  const needed = new Set(graph.outputs.map(rootOf));
  for (const piece of pieces) for (const input of inputsOf(piece)) needed.add(input);
  const hosted: Tensor[] = [];
  const single = (piece: Exclude<Piece, { kind: "fusion" }>): Code => {
    const { kind, node } = piece;
    const inputs = inputsOf(piece).map(place);
    const to = place(node);
    if (kind === "product") return product(node, inputs, to, mode);
    if (kind === "flip") return flipKernel({ shape: node.shape, from: inputs[0]!, to });
    if (kind === "reduction") return reduction(node, inputs[0]!, to);
    if (kind === "random") return random(node, inputs, to);
    return new Code(1).i32(hosted.push(node) - 1).op(ops.call, 0);
  };
  const functions = pieces.map((piece): Code => {
    if (piece.kind !== "fusion") return single(piece);
    const stores = piece.nodes.filter((node) => needed.has(node));
    const fusion = {
      space: piece.space,
      nodes: piece.nodes,
      reads: [...piece.reads].map(([node, reading]) => ({ node, reading, address: place(node) })),
      stores: new Map(stores.map((node) => [node, place(node)])),
      root: rootOf,
    };
    return elementwiseKernel(fusion, mode === "fused");
  });
  graph.inputs.forEach(place);
  graph.outputs.map(rootOf).forEach(place);

  const run = new Code(1);
  functions.forEach((_, i) =>
    run
      .get(0)
      .op(ops.call)
      .index(i + 1),
  );
  const pages = Math.ceil((top + padding) / 65536);
  const { Memory, Module, Instance } = host()!;
  const memory = new Memory({ initial: pages });
  const module = new Module(moduleOf([...functions, run], { pages, shared: false }));
  const view = (node: Tensor, shape: Shape): Data =>
    new views[node.dtype](memory.buffer, addresses.get(rootOf(node)), count(shape));
  let rows = capacity;
  const interpret = (index: number): void => {
    const node = hosted[index]!;
    const { primitive, inputs, attributes } = node.source!;
    const values = inputs.map((input) => {
      const shape = shapeFor(input.shape, rows);
      // `count` asks for the shape alone, and that may be of something that is nowhere in memory.
      const data = addresses.has(rootOf(input)) ? view(input, shape) : new Float32Array();
      return new Tensor({ shape, dtype: input.dtype }, data);
    });
    const { shape, data } = apply(primitive, values, withRows(attributes, -rows));
    view(node, shape).set(data!);
  };
  for (const [node] of addresses) if (node.data) view(node, node.shape).set(node.data);
  const instance = new Instance(module, { env: { memory, host: interpret } });
  const call = instance.exports.run as (rows: number) => void;

  return (inputs, actual) => {
    rows = actual;
    graph.inputs.forEach((input, i) => view(input, inputs[i]!.shape).set(inputs[i]!.data!));
    call(actual);
    return graph.outputs.map((output) => {
      const shape = shapeFor(output.shape, actual);
      return new Tensor({ shape, dtype: output.dtype }, view(output, shape).slice());
    });
  };
}

function product(node: Tensor, [left, right]: readonly number[], to: number, mode: Mode): Code {
  const [a, b] = node.source!.inputs as readonly [Tensor, Tensor];
  const [m, k] = a.shape as readonly [number, number];
  // Transposed, it lies in memory as [k, m].
  const strides = isFlip(rootOf(a)) ? { alongM: 1, alongK: m } : { alongM: k, alongK: 1 };
  return matmulKernel({ m, k, n: b.shape[1]!, a: { address: left!, ...strides }, b: right!, c: to }, mode === "fused");
}

function reduction({ source }: Tensor, from: number, to: number): Code {
  const { primitive, inputs, attributes } = source!;
  const matrix = reductionOf(inputs[0]!.shape, attributes.axes as readonly number[])!;
  return reduceKernel({ ...matrix, kind: primitive.name as "sum" | "reduceMax", from, to });
}

function random(node: Tensor, [key, stream]: readonly number[], to: number): Code {
  const bits = node.source!.attributes.bits as number;
  return randomKernel({ length: sizeOf(node.shape), bits, key: key!, stream: stream!, to });
}
