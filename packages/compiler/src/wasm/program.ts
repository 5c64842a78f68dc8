import { product, type Shape, sizeOf, type Tensor } from "@chainrule/tensor";
import { type Graph, inOrder } from "../graph.ts";
import { Code, type Local, signatures, type Width } from "./code.ts";
import * as types from "./types.ts";
import * as ops from "./ops.ts";
import * as simd from "./simd.ts";
import { type Kernel, whole } from "./kernel.ts";
import { elementwiseKernel, type Fusion } from "./kernelElementwise.ts";
import { asideSize, axisOf, matmulKernel, together } from "./kernelMatmul.ts";
import { flipKernel, packedSize, packKernel } from "./kernelPack.ts";
import { randomKernel } from "./kernelRandom.ts";
import { reduceKernel, type Reduction, reductionOf } from "./kernelReduce.ts";
import { vectorKernel } from "./kernelVector.ts";
import { Layout } from "./layout.ts";
import type { Mode } from "./mode.ts";
import { moduleOf } from "./module.ts";
import { panelled } from "./panels.ts";
import {
  type Factors,
  inputsOf,
  multiplied,
  type Piece,
  productOf,
  rootOf,
  schedule,
  withoutImplied,
} from "./schedule.ts";
import { bytesOf, panelOf, pushLength, spaceOf } from "./space.ts";
import { partsOf, type Shared, togetherOn } from "./together.ts";

/** Many runs in one call, each on the next batch. The graph's inputs are batches, the number of the run, and slots. */
interface Series {
  /** Runs a call at most: so many batches lie ready. */
  readonly room: number;
  /** The first outputs, single numbers, are kept for each run. */
  readonly logged: number;
  /** Outputs that have to be finite, or the call ends. */
  readonly guarded: readonly number[];
  /** What the last outputs replace, by address. */
  readonly updates: readonly number[];
}

/** What a graph is compiled for. */
export interface Setting {
  /** Rows at most. */
  readonly capacity: number;
  readonly mode: Mode;
  /** Where the last inputs lie. */
  readonly slots: readonly number[];
  /** Where free memory begins. */
  readonly base: number;
  /** Where threads share the memory: what they share takes so many ns a part at least. */
  readonly share: number | undefined;
  readonly series?: Series | undefined;
}

/** A module, and where it reads and writes. */
export interface Program {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where its memory ends. */
  readonly end: number;
  /** Of inputs, and of the outputs of what is no series. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Which slots lie in panels while it runs. */
  readonly panels: readonly number[];
  /** Arrays that have to be filled before it runs: the index of the node in its order, and the address. */
  readonly constants: readonly (readonly [node: number, address: number])[];
  /** What the interpreter computes in between: the node, and the addresses of its inputs and its result. */
  readonly hosted: readonly { readonly node: number; readonly inputs: readonly number[]; readonly to: number }[];
  /** Where the batches of a series lie, and its numbers. */
  readonly batches: readonly number[];
  readonly log: number;
  /** Whether other threads can do a part of it. */
  readonly together: boolean;
}

/** The shape for a given number of rows. */
export const shapeFor = (shape: Shape, rows: number): Shape =>
  shape.map((length) => (length < 0 ? -length * rows : length));

/** A product is packed from so many elements of B on, and where rows of C are enough to read it often. */
const least = { elements: 4096, rows: 64, columns: 32 };

/** Turns a graph into a module: each piece of its schedule is a function, and `run` calls them in turn. */
export function compileGraph(graph: Graph, { capacity, mode, slots, base, share, series }: Setting): Program {
  const shared = share !== undefined;
  const roots = graph.outputs.map(rootOf);
  const updates = series?.updates ?? [];
  const first = roots.length - updates.length;
  // Of a series' outputs that are neither logged nor go into slots nothing is left but whether they are finite.
  const kept = new Set(series ? [...roots.slice(0, series.logged), ...roots.slice(first)] : roots);
  const order = inOrder(graph.outputs);
  const layout = new Layout(base);
  const own = graph.inputs.length - slots.length;
  const slotNodes = new Map(slots.map((address, i) => [address, graph.inputs[own + i]!]));
  const replacing = new Map(updates.map((address, i) => [slotNodes.get(address)!, roots[first + i]!]));
  const { slots: laid, pieces } = panelled(
    schedule(graph),
    new Map([...slotNodes.values()].map((node) => [node, replacing.get(node)])),
    kept,
  );
  const sizeFor = (node: Tensor): number => product(shapeFor(node.shape, capacity)) * bytesOf(node.dtype);

  // What lies where from beginning to end.
  const addresses = new Map<Tensor, number>();
  const guard = layout.keep(16);
  graph.inputs.forEach((input, i) => addresses.set(input, i < own ? layout.keep(sizeFor(input)) : slots[i - own]!));
  const constants = order.flatMap((node, i): [number, number][] => {
    if (!node.data) return [];
    const address = layout.keep(sizeFor(node));
    addresses.set(node, address);
    return [[i, address]];
  });

  // Who is guarded: an array is checked in a loop that has it at hand, or in one of its own.
  const guarded = withoutImplied((series?.guarded ?? []).map((i) => roots[i]!).filter(({ source }) => source));
  const checkedIn = new Map<Piece, Tensor[]>();
  const unchecked = new Set(guarded);
  for (const piece of pieces) {
    if (piece.kind !== "fusion") continue;
    const full = [...piece.reads].flatMap(([node, reading]) => (reading === "full" ? [node] : []));
    const here = [...piece.nodes, ...full].filter((node) => kindOf(node) === piece.width && unchecked.delete(node));
    checkedIn.set(piece, here);
  }
  for (const node of unchecked) {
    const [space, width] = [spaceOf(node.shape), kindOf(node)];
    const piece: Piece = { kind: "fusion", space, width, nodes: [], reads: new Map([[node, "full"]]) };
    pieces.push(piece);
    checkedIn.set(piece, [node]);
  }

  /** Whether the right side of a product has to be laid in panels first: it is large, and read often enough. */
  const toPack = ({ m, k, n, sides }: Factors): boolean => {
    const [rows, inner] = shapeFor([m, k], capacity) as [number, number];
    const often = inner * n > least.elements && rows >= least.rows;
    return often && !sides[1].flipped && !laid.has(sides[1].node);
  };

  // Who reads what, and until when.
  const needed = new Set(kept);
  const lastRead = new Map<Tensor, number>();
  /** Right sides that have to be laid in panels, until when, and where they already are. */
  const packing = new Map<Tensor, { columns: number; until: number; address?: number }>();
  pieces.forEach((piece, until) => {
    const product = multiplied(piece);
    if (product && toPack(product)) packing.set(product.sides[1].node, { columns: product.n, until });
    for (const input of inputsOf(piece)) {
      needed.add(input);
      lastRead.set(input, until);
    }
  });
  /** The slot whose place a result takes at once, if nobody reads the old numbers later. */
  const slotOf = (node: Tensor, at: number, piece: Piece): number | undefined =>
    updates.find((address, i) => {
      const old = slotNodes.get(address)!;
      const last = lastRead.get(old) ?? -1;
      const whole = piece.kind === "fusion" && piece.reads.get(old) === "full" && !isMultiplied(old, piece);
      const free = last < at || (last === at && whole);
      return roots[first + i] === node && free && !roots.includes(old);
    });
  const placed = new Set<number>();
  const place = (node: Tensor, at: number, piece: Piece): number => {
    const slot = slotOf(node, at, piece);
    if (slot !== undefined) placed.add(slot);
    const until = kept.has(node) ? Infinity : (lastRead.get(node) ?? at);
    const address = slot ?? layout.place(sizeFor(node), at, until);
    addresses.set(node, address);
    return address;
  };

  const hosted: { node: number; inputs: number[]; to: number }[] = [];
  const find = (node: Tensor): number => addresses.get(node)!;
  const compile = (piece: Piece, at: number): Kernel[] => {
    if (piece.kind === "fusion") {
      const { product } = piece;
      const stores = piece.nodes.filter((node) => needed.has(node));
      const fusion = {
        ...piece,
        reads: [...piece.reads].flatMap(([node, reading]) =>
          node === product ? [] : [{ node, reading, address: find(node) }],
        ),
        stores: new Map(stores.map((node) => [node, place(node, at, piece)])),
        guard: { nodes: checkedIn.get(piece)!, address: guard, shared },
      };
      return product ? productKernels(product, 0, at, fusion) : [elementwiseKernel(fusion, mode)];
    }
    const { kind, node } = piece;
    const inputs = inputsOf(piece).map(find);
    const to = place(node, at, piece);
    if (kind === "product") return productKernels(node, to, at);
    if (kind === "flip") return [flipKernel({ shape: node.shape, from: inputs[0]!, to, width: kindOf(node) })];
    if (kind === "reduction") {
      const sum = reduction(node, inputs[0]!, to);
      // What is summed up for a bias is multiplied for the weights: it is laid in panels on the way.
      const side = packing.get(inputsOf(piece)[0]!);
      let panels: number | undefined;
      if (side && side.until > at && sum.along === "rows" && sum.last === side.columns) {
        const [rows] = shapeFor([sum.lead], capacity) as [number];
        panels = side.address = layout.place(packedSize(rows, sum.last, sum.width), at, side.until);
      }
      return [reduceKernel({ ...sum, panels })];
    }
    if (kind === "random") return [random(node, inputs, to)];
    const given = node.source!.inputs.map((input) => addresses.get(rootOf(input)) ?? -1);
    const index = hosted.push({ node: order.indexOf(node), inputs: given, to }) - 1;
    return [whole(new Code().i32(index).op(ops.call, 0))];
  };
  const productKernels = (node: Tensor, to: number, at: number, then?: Fusion): Kernel[] => {
    const factors = productOf(node)!;
    const { m, k, n, sides } = factors;
    const [left, right] = sides.map((side) => find(side.node)) as [number, number];
    const alongA = sides[0].flipped ? { alongM: 1, alongK: m } : { alongM: k, alongK: 1 };
    const [rows, inner] = shapeFor([m, k], capacity) as [number, number];
    const { flipped } = sides[1];
    const width = kindOf(node);
    const panels = laid.has(sides[1].node);
    const side = toPack(factors) ? packing.get(sides[1].node) : undefined;
    const packed = flipped || panels || side !== undefined;
    const ready = panels && !flipped ? right : side?.columns === n ? side.address : undefined;
    const far = sides[0].flipped && packed && rows > 1 && n > least.columns;
    const aside = far ? layout.place(asideSize(inner, shared ? rows : together, width), at, at) : undefined;
    const a = { address: left, ...alongA, aside };
    const oneRow = flipped && (m === 1 || m === -1) ? { k, n, x: left, b: right, panels, y: to, width } : undefined;
    if (oneRow && m === 1) return [whole(vectorKernel(oneRow, mode))];
    const along = far ? "rows" : shared ? axisOf({ m: rows, n, packed }) : "columns";
    const product = { m, k, n, a, b: { address: ready ?? right, packed }, c: to, then, width };
    if (!packed || ready !== undefined) return [matmulKernel(product, mode, along, oneRow)];
    // A panel of a transposed matrix is laid when it is its turn, where nothing of it would run on into the next.
    const onDemand = flipped && a.alongK === 1 && along === "columns" && k % panelOf(width) === 0;
    const b = layout.place(packedSize(inner, onDemand && !shared ? panelOf(width) : n, width), at, at);
    const forMany = oneRow !== undefined;
    const pack = packKernel({ k, n, flipped, panels, from: right, to: b, forMany, onDemand, width });
    const giver = onDemand ? kernels.length + 2 : undefined;
    const multiply = matmulKernel({ ...product, b: { address: b, packed, giver } }, mode, along, oneRow);
    return onDemand ? [multiply, pack] : [pack, multiply];
  };
  const kernels: Kernel[] = [];
  pieces.forEach((piece, at) => kernels.push(...compile(piece, at)));

  const copies = updates.flatMap((address, i) => {
    const node = roots[first + i]!;
    return placed.has(address) || find(node) === address ? [] : [{ from: node, to: address, bytes: sizeFor(node) }];
  });
  // What moves from one slot to another waits aside until the end.
  const aside = new Map<Tensor, number>();
  for (const { from, bytes } of copies) if (slotNodes.get(find(from)) === from) aside.set(from, layout.keep(bytes));

  const each = series ? bytesOf(roots[0]!.dtype) : 0;
  const log = layout.keep(series ? each * series.room * series.logged : 0);
  const room = series?.room ?? 1;
  const batches = graph.inputs
    .slice(0, own - 1)
    .map((input) => (room === 1 ? find(input) : layout.keep(room * sizeFor(input))));

  const parted = kernels.flatMap((kernel, i): Shared[] => {
    const parts = shared && !kernel.inner ? partsOf(kernel, capacity, share) : 1;
    return parts > 1 ? [{ kernel, index: i + 1, parts }] : [];
  });
  const others = shared ? togetherOn(parted, kernels.length + 1) : [];
  const calls = (code: Code): void =>
    kernels.forEach(({ length, inner }, i) => {
      if (inner) return;
      const piece = parted.findIndex(({ index }) => index === i + 1);
      if (piece < 0)
        pushLength(code.get(0).i32(0), length)
          .op(ops.call)
          .index(i + 1);
      else
        code
          .i32(piece)
          .get(0)
          .i32(parted[piece]!.parts)
          .op(ops.call)
          .index(kernels.length + others.length - 1);
    });
  const run = new Code(signatures.run);
  if (series) {
    const done = run.local(types.i32);
    const ended = (): void => void run.get(done).get(1).op(ops.i32LtS);
    run.while(ended, () => {
      if (room > 1)
        graph.inputs.slice(0, own - 1).forEach((input, i) => nextBatch(run, done, input, batches[i]!, find(input)));
      const number = find(graph.inputs[own - 1]!);
      run.i32(number).i32(number).op(ops.i32Load, 2, 0).i32(1).op(ops.i32Add, ops.i32Store, 2, 0);
      run.i32(guard).get(run.constant(0)).memory(simd.store, 0, 0);
      for (const [node, to] of aside) run.i32(to).i32(find(node)).i32(sizeFor(node)).copy();
      calls(run);
      for (const { from, to, bytes } of copies)
        run
          .i32(to)
          .i32(aside.get(from) ?? find(from))
          .i32(bytes)
          .copy();
      const longer = each === 8 ? 1 : 0;
      for (let i = 0; i < series.logged; i++) {
        run
          .get(done)
          .i32(each * series.logged)
          .op(ops.i32Mul);
        run
          .i32(find(roots[i]!))
          .op(ops.i32Load + longer, 2, 0)
          .op(ops.i32Store + longer, 2)
          .index(log + each * i);
      }
      const sum = run.i32(guard).memory(simd.load, 0, 0).keep();
      run.get(sum).get(sum).v(simd.neF32).v(simd.anyTrue).op(ops.if, 0x40).get(done).op(ops.return, ops.end);
      run.get(done).i32(1).op(ops.i32Add).set(done);
    });
    run.get(done);
  } else {
    calls(run);
    run.i32(0);
  }
  return {
    bytes: moduleOf([...kernels.map(({ code }) => code), ...others, run], shared),
    end: layout.end,
    inputs: graph.inputs.map(find),
    outputs: series ? [] : roots.map(find),
    panels: slots.filter((address) => laid.has(slotNodes.get(address)!)),
    constants,
    hosted,
    batches,
    log,
    together: parted.length > 0,
  };
}

/** Whether a piece multiplies with this. */
const isMultiplied = (node: Tensor, piece: Piece): boolean =>
  multiplied(piece)?.sides.some((side) => side.node === node) ?? false;

/** Brings the batch of a run to where its input is read. */
function nextBatch(code: Code, done: Local, { shape, dtype }: Tensor, from: number, to: number): void {
  const bytes = (): Code =>
    code
      .get(0)
      .i32(-product(shape) * bytesOf(dtype))
      .op(ops.i32Mul);
  code.i32(to).also(bytes).get(done).op(ops.i32Mul).i32(from).op(ops.i32Add).also(bytes).copy();
}

/** Whether it is of doubles, or of anything else. */
const kindOf = ({ dtype }: Tensor): Width => (dtype === "float64" ? 8 : 4);

function reduction(node: Tensor, from: number, to: number): Reduction {
  const { primitive, inputs, attributes } = node.source!;
  const matrix = reductionOf(inputs[0]!.shape, attributes.axes as readonly number[])!;
  return { ...matrix, kind: primitive.name as "sum" | "reduceMax", from, to, width: kindOf(node) };
}

function random(node: Tensor, [key, stream]: readonly number[], to: number): Kernel {
  const bits = node.source!.attributes.bits as number;
  return randomKernel({ length: sizeOf(node.shape), bits, key: key!, stream: stream!, to });
}
