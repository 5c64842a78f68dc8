import { apply, type DType, product, Tensor } from "@chainrule/tensor";
import { type Graph, inOrder, withRows } from "../graph.ts";
import { bitsOf, Code, type Local, signatures } from "./code.ts";
import * as types from "./types.ts";
import * as ops from "./ops.ts";
import * as simd from "./simd.ts";
import { emit, instructionsOf, isElementwise } from "./elementwise.ts";
import { Layout } from "./layout.ts";
import type { Mode } from "./mode.ts";
import { moduleOf } from "./module.ts";
import { type Program, type Setting, shapeFor } from "./program.ts";
import { rootOf, withoutImplied } from "./schedule.ts";
import { bytesOf } from "./space.ts";
import { vectorArithmetic } from "./vector.ts";

// A small graph for a known number of rows as one straight line of instructions: every number is in a lane of some
// local, also what is in the store, and what only moves numbers about costs nothing until somebody computes with them.

/** Moves elements about, and computes nothing. */
const moving = ["reshape", "transpose", "broadcast", "slice", "concat", "pad", "named", "stopGradient"];

/** About as many instructions as still pay. */
const limit = 1200;

/** Instructions for a graph, roughly; infinite where it cannot be unrolled. */
function costOf({ inputs, outputs }: Graph, rows: number): number {
  if (
    inputs.some(
      ({ dtype, shape }) => dtype === "bool" || dtype === "float64" || (dtype === "int32" && shape.length > 0),
    )
  )
    return Infinity;
  let cost = 0;
  for (const node of inOrder(outputs)) {
    const { source, dtype } = node;
    if (dtype === "float64") return Infinity;
    if (!source) {
      if (node.data && node.data.length > 1) return Infinity;
      continue;
    }
    const [a = 1] = source.inputs.map(({ shape }) => product(shapeFor(shape, rows)));
    const vectors = Math.ceil(product(shapeFor(node.shape, rows)) / 4);
    const { name } = source.primitive;
    if (name === "matmul" && node.rank === 2) cost += 2 * vectors * Math.abs(source.inputs[0]!.shape[1]!);
    else if (name === "sum" || name === "reduceMax") cost += a > 0 ? a / 4 + 8 : Infinity;
    else if (moving.includes(name)) cost += vectors;
    else if (isElementwise(node)) cost += vectors * instructionsOf(node);
    else if (name !== "count") return Infinity;
    if (cost > limit) return Infinity;
  }
  return cost;
}

/** A number in a lane; in a uniform local it is in all of them. */
interface Element {
  readonly local: Local;
  readonly lane: number;
}

/** The program for a series of steps of exactly `capacity` rows; undefined where the graph is too large for that. */
export function unrolledProgram(
  graph: Graph,
  { capacity: rows, mode, slots, base, share, series }: Setting,
): Program | undefined {
  if (!series || costOf(graph, rows) > limit) return undefined;
  const layout = new Layout(base);
  const own = graph.inputs.length - slots.length - 1;
  const count = ({ shape }: Tensor): number => product(shapeFor(shape, rows));
  const log = layout.keep(4 * series.room * series.logged);
  const number = layout.keep(4);
  const batches = graph.inputs.slice(0, own).map((x) => layout.keep(series.room * count(x) * bytesOf(x.dtype)));

  const code = new Code(signatures.run);
  const lanes = new Lanes(code, mode, rows);
  const [done, step] = [code.local(types.i32), code.local(types.i32)];
  const starts = batches.map((address) => code.i32(address).keep(types.i32));
  code.i32(number).op(ops.i32Load, 2, 0).set(step);
  const states = slots.map((address, i) => {
    const input = graph.inputs[own + 1 + i]!;
    return lanes.load(input, () => code.i32(address));
  });

  const ended = (): void => void code.get(done).get(1).op(ops.i32LtS);
  code.while(ended, () => {
    code.get(step).i32(1).op(ops.i32Add).set(step);
    graph.inputs.slice(0, own).forEach((input, i) => {
      lanes.load(input, () => code.get(starts[i]!));
      code
        .get(starts[i]!)
        .i32(count(input) * bytesOf(input.dtype))
        .op(ops.i32Add)
        .set(starts[i]!);
    });
    lanes.uniformly(graph.inputs[own]!, code.get(step).v(simd.i32Splat).keep());
    for (const node of inOrder(graph.outputs)) lanes.compute(node);
    const outputs = graph.outputs.map((node) => lanes.of(node));

    for (let i = 0; i < series.logged; i++) {
      code
        .get(done)
        .i32(4 * series.logged)
        .op(ops.i32Mul)
        .get(lanes.splat(outputs[i]!.data![0]!));
      code.memory(simd.store32Lane, log + 4 * i, 0).op(0);
    }
    // x·0 is NaN where x is not finite, and then so is all that it gets into: for each number of lanes in use a sum.
    const sums = new Map<number, Local>();
    for (const node of withoutImplied(series.guarded.map((i) => rootOf(graph.outputs[i]!)))) {
      for (const group of lanes.groups(lanes.of(node))) {
        const before = sums.get(group.length) ?? code.constant(0);
        sums.set(group.length, lanes.arithmetic.mulAdd(lanes.vector(group), code.constant(0), before));
      }
    }
    const used = [...sums].map(([length, sum]) => (length < 4 ? code.compute(simd.and, sum, code.mask(length)) : sum));
    const sum = used.reduce((all, one) => code.compute(simd.or, all, one), code.constant(0));
    code.get(sum).get(sum).v(simd.neF32).v(simd.anyTrue).op(ops.if, 0x40).get(done).op(ops.return, ops.end);
    // All new numbers are at hand before one of the old is replaced.
    const first = outputs.length - series.updates.length;
    const moves = series.updates.flatMap((address, i) => {
      const into = states[slots.indexOf(address)]!;
      return lanes.groups(outputs[first + i]!).map((group, g) => [lanes.vector(group), into[g]!] as const);
    });
    for (const [from] of moves) code.get(from);
    for (const [, to] of moves.toReversed()) code.set(to);
    code.get(done).i32(1).op(ops.i32Add).set(done);
  });
  slots.forEach((address, i) => {
    const input = graph.inputs[own + 1 + i]!;
    let at = address;
    states[i]!.forEach((local, g) => {
      const { length } = lanes.groups(lanes.of(input))[g]!;
      for (let lane = 0; lane < length; lane++, at += 4)
        code.i32(at).get(local).memory(simd.store32Lane, 0, 0).op(lane);
    });
  });
  code.get(done);
  const together = false;
  const bytes = share === undefined ? moduleOf([code], false) : moduleOf([new Code(), code], true);
  return {
    bytes,
    end: layout.end,
    inputs: [...batches, number],
    outputs: [],
    panels: [],
    constants: [],
    hosted: [],
    batches,
    log,
    together,
  };
}

/** Where the numbers of tensors are: a tensor of the numbers of elements stands for each. */
class Lanes {
  private readonly code: Code;
  private readonly rows: number;
  readonly arithmetic: ReturnType<typeof vectorArithmetic>;
  private readonly values = new Map<Tensor, Tensor>();
  private readonly elements: Element[] = [];
  private readonly uniform = new Set<Local>();

  constructor(code: Code, mode: Mode, rows: number) {
    this.code = code;
    this.rows = rows;
    this.arithmetic = vectorArithmetic(code, mode);
    this.element({ local: this.constant(0), lane: 0 }); // element 0 is 0, as what pads
  }

  private element(element: Element): number {
    return this.elements.push(element) - 1;
  }

  private constant(bits: number): Local {
    const local = this.code.constant(bits);
    this.uniform.add(local);
    return local;
  }

  of(node: Tensor): Tensor {
    return this.values.get(node)!;
  }

  /** Elements in groups that share a vector: four of a row, or of a column where rows have but one. */
  groups({ shape, data }: Tensor): number[][] {
    const width = (shape.at(-1) ?? 1) > 1 ? shape.at(-1)! : data!.length;
    const groups: number[][] = [];
    for (let row = 0; row < data!.length; row += width)
      for (let at = row; at < row + width; at += 4)
        groups.push(Array.from(data!.subarray(at, Math.min(at + 4, row + width))));
    return groups;
  }

  private keep(node: Tensor, locals: readonly Local[]): void {
    const shape = shapeFor(node.shape, this.rows);
    const spec = { shape, dtype: "int32" } as const;
    const empty = new Tensor(spec, new Int32Array(product(shape)));
    const ids = this.groups(empty).flatMap((group, g) =>
      group.map((_, lane) => this.element({ local: locals[g]!, lane })),
    );
    this.values.set(node, new Tensor(spec, Int32Array.from(ids)));
  }

  /** All elements of a tensor are the same. */
  uniformly(node: Tensor, local: Local): void {
    this.uniform.add(local);
    this.keep(node, [local]);
  }

  /** Reads a tensor from memory. */
  load(node: Tensor, address: () => unknown): Local[] {
    const shape = shapeFor(node.shape, this.rows);
    const empty = new Tensor({ shape, dtype: "int32" }, new Int32Array(product(shape)));
    let at = 0;
    const locals = this.groups(empty).map(({ length }) => {
      address();
      const local = this.code.memory(simd.load, at, 0).keep();
      at += 4 * length;
      return local;
    });
    this.keep(node, locals);
    return locals;
  }

  /** One to four elements as the first lanes of a vector. */
  vector(ids: readonly number[]): Local {
    const wanted = ids.map((id) => this.elements[id]!);
    const [{ local }] = wanted as [Element];
    const inPlace = wanted.every((x, lane) => x.local === local && (x.lane === lane || this.uniform.has(local)));
    if (inPlace) return local;
    const result = this.column(wanted) ?? this.gathered(wanted);
    if (new Set(ids).size === 1 && ids.length === 4) this.uniform.add(result);
    return result;
  }

  /** One lane of up to four vectors: pairs of lanes side by side, which serve the neighbouring column too. */
  private column(wanted: readonly Element[]): Local | undefined {
    const [first, second, third, fourth = third] = wanted;
    const locals = new Set(wanted.map((x) => x.local));
    if (!third || locals.size < wanted.length || wanted.some((x) => x.lane !== first!.lane)) return undefined;
    const halves = first!.lane < 2 ? [0, 4, 1, 5] : [2, 6, 3, 7];
    const [upper, lower] = [
      this.code.shuffle(first!.local, second!.local, halves),
      this.code.shuffle(third.local, fourth!.local, halves),
    ];
    return this.code.shuffle(upper, lower, first!.lane % 2 === 0 ? [0, 1, 4, 5] : [2, 3, 6, 7]);
  }

  /** Elements from anywhere: those of the first two vectors, then of each other. */
  private gathered(wanted: readonly Element[]): Local {
    const full = [0, 1, 2, 3].map((lane): Element => {
      const { local, lane: from } = wanted[lane] ?? wanted[0]!;
      // What is the same in all lanes can stay in its own: a blend is shorter than a shuffle.
      return { local, lane: this.uniform.has(local) ? lane : from };
    });
    const [first, second, ...others] = [...new Set(full.map((x) => x.local))];
    let result = this.code.shuffle(
      first!,
      second ?? first!,
      full.map((x, lane) => (x.local === first ? x.lane : x.local === second ? 4 + x.lane : lane)),
    );
    for (const other of others) {
      result = this.code.shuffle(
        result,
        other,
        full.map((x, lane) => (x.local === other ? 4 + x.lane : lane)),
      );
    }
    return result;
  }

  /** One element in all lanes. */
  splat(id: number): Local {
    return this.vector([id, id, id, id]);
  }

  compute(node: Tensor): void {
    if (this.values.has(node)) return;
    const { source, data, dtype } = node;
    if (!source) return this.uniformly(node, this.constant(bitsIn(dtype, data![0]!)));
    const { primitive, inputs, attributes } = source;
    if (primitive.name === "count") {
      const shaped = inputs.map((x) => new Tensor({ dtype: x.dtype, shape: shapeFor(x.shape, this.rows) }));
      return this.uniformly(node, this.constant(bitsIn(dtype, apply(primitive, shaped, attributes).item())));
    }
    const given = inputs.map((x) => this.of(x));
    if (primitive.name === "matmul") return this.multiply(node, given);
    if (primitive.name === "sum" || primitive.name === "reduceMax") return this.reduce(node, given[0]!);
    if (isElementwise(node) && !moving.includes(primitive.name)) return this.elementwise(node, given);
    const moved = primitive.name === "named" ? given[0]! : apply(primitive, given, withRows(attributes, -this.rows));
    this.values.set(node, moved);
  }

  private elementwise(node: Tensor, given: readonly Tensor[]): void {
    const shape = shapeFor(node.shape, this.rows);
    const spread = given.map((x) => this.groups(x.broadcastTo(shape)));
    const done = new Map<string, Local>();
    const locals = spread[0]!.map((_, g) => {
      const operands = spread.map((groups) => this.vector(groups[g]!));
      const key = operands.join();
      const local = done.get(key) ?? emit(this.code, this.arithmetic, node, operands);
      done.set(key, local);
      if (operands.every((operand) => this.uniform.has(operand))) this.uniform.add(local);
      return local;
    });
    this.keep(node, locals);
  }

  /** Each element is summed along k in order, from 0. */
  private multiply(node: Tensor, [a, b]: readonly Tensor[]): void {
    const [m, k] = a!.shape as [number, number];
    const n = b!.shape[1]!;
    const left = (i: number, step: number): number => a!.data![i * k + step]!;
    const right = (step: number, j: number): number => b!.data![step * n + j]!;
    const empty = new Tensor(
      { shape: [m, n], dtype: "int32" },
      Int32Array.from({ length: m * n }, (_, at) => at),
    );
    // A group is a part of a row, or where there is only one column a part of that.
    const locals = this.groups(empty).map((group) => {
      const i = Math.floor(group[0]! / n);
      let sum = this.constant(0);
      for (let step = 0; step < k; step++) {
        const factors =
          n > 1
            ? ([this.splat(left(i, step)), this.vector(group.map((at) => right(step, at % n)))] as const)
            : ([this.vector(group.map((row) => left(row, step))), this.splat(right(step, 0))] as const);
        sum = this.arithmetic.mulAdd(...factors, sum);
      }
      return sum;
    });
    this.keep(node, locals);
  }

  /** In the order of the interpreter: round eight partial sums, added as ((s₀+s₄)+(s₂+s₆)) + ((s₁+s₅)+(s₃+s₇)). */
  private reduce(node: Tensor, x: Tensor): void {
    const { primitive, attributes } = node.source!;
    const axes = attributes.axes as readonly number[];
    const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const length = product(axes.map((axis) => x.shape[axis]!));
    const ids = x.transpose([...kept, ...axes]).reshape([product(kept.map((axis) => x.shape[axis]!)), length])
      .data as Int32Array;
    const isSum = primitive.name === "sum";
    const columns = !axes.includes(x.rank - 1) && x.shape.at(-1)! > 1;
    if (columns) return this.reduceColumns(node, ids, length, isSum);
    const spec = { shape: shapeFor(node.shape, this.rows), dtype: "int32" } as const;
    const results = Array.from({ length: ids.length / length }, (_, row) => {
      const one = this.reduceRow(ids.subarray(row * length, (row + 1) * length), isSum);
      this.uniform.add(one);
      return this.element({ local: one, lane: 0 });
    });
    this.values.set(node, new Tensor(spec, Int32Array.from(results)));
  }

  /** Four results at a time, one in each lane. */
  private reduceColumns(node: Tensor, ids: Int32Array, length: number, isSum: boolean): void {
    const { arithmetic } = this;
    const shape = shapeFor(node.shape, this.rows);
    const results = new Tensor(
      { shape, dtype: "int32" },
      Int32Array.from({ length: product(shape) }, (_, i) => i),
    );
    const join = (a: Local | undefined, b: Local | undefined): Local | undefined =>
      a === undefined || b === undefined ? (a ?? b) : isSum ? arithmetic.add(a, b) : arithmetic.max(a, b);
    const locals = this.groups(results).map((group) => {
      // A sum begins with 0: of −0 alone it is 0. One partial sum that does is enough.
      const parts: (Local | undefined)[] = isSum ? [this.constant(0)] : [];
      for (let i = 0; i < length; i++)
        parts[i % 8] = join(parts[i % 8], this.vector(group.map((result) => ids[result * length + i]!)));
      const pair = (i: number): Local | undefined => join(parts[i], parts[i + 4]);
      return join(join(pair(0), pair(2)), join(pair(1), pair(3)))!;
    });
    this.keep(node, locals);
  }

  /** One result, in all lanes. */
  private reduceRow(ids: Int32Array, isSum: boolean): Local {
    const { arithmetic, code } = this;
    const { length } = ids;
    const combine = (a: Local, b: Local): Local => (isSum ? arithmetic.add(a, b) : arithmetic.max(a, b));
    const neutral = this.constant(bitsOf(isSum ? 0 : -Infinity));
    const none = this.element({ local: neutral, lane: 0 });
    if (length === 1) return isSum ? arithmetic.add(this.splat(ids[0]!), neutral) : this.splat(ids[0]!);
    // A sum begins with 0: of −0 alone it is 0. Where 0 fills up a vector it has one anyway.
    const begins = isSum && length % 4 === 0;
    const halves = [0, 4].map((half) => {
      let partial = begins && half === 0 ? neutral : undefined;
      for (let at = half; at < length; at += 8) {
        const vector = this.vector([0, 1, 2, 3].map((lane) => ids[at + lane] ?? none));
        partial = partial === undefined ? vector : combine(partial, vector);
      }
      return partial;
    });
    const [low, high] = halves;
    const four = high === undefined || length <= 4 ? low! : combine(low!, high);
    if (!isSum) return this.largest(four);
    const two = arithmetic.add(four, code.shuffle(four, four, [2, 3, 0, 1]));
    return arithmetic.add(two, code.shuffle(two, two, [1, 0, 3, 2]));
  }

  /** The largest of four, in all lanes; NaN if one of them is. As integers, which takes half the time. */
  private largest(x: Local): Local {
    const { code } = this;
    const across = (op: number, a: Local): Local => {
      const two = code.compute(op, a, code.shuffle(a, a, [2, 3, 0, 1]));
      return code.compute(op, two, code.shuffle(two, two, [1, 0, 3, 2]));
    };
    /** Integers in the order of the floats, and back. */
    const turned = (a: Local): Local =>
      code.compute(simd.xor, a, code.compute(simd.and, code.shift(simd.shrI32, a, 31), this.constant(0x7fffffff)));
    const isNaN = across(simd.or, code.compute(simd.neF32, x, x));
    return code.compute(simd.or, turned(across(simd.maxI32, turned(x))), isNaN);
  }
}

const bitsIn = (dtype: DType, x: number): number => (dtype === "float32" ? bitsOf(x) : dtype === "bool" ? -x : x);
