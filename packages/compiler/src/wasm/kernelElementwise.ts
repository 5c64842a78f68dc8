import type { DType, Tensor } from "@chainrule/tensor";
import { atomics, Code, type Local, ops, signatures, simd, types } from "./code.ts";
import { emit, instructionsOf } from "./elementwise.ts";
import { type Kernel, part, shift, timeFor } from "./kernel.ts";
import type { Mode } from "./mode.ts";
import { rootsOf } from "./schedule.ts";
import { type Reading, type Space } from "./space.ts";
import { bitsOf, vectorArithmetic } from "./vector.ts";

/** Several expressions in one loop: what is read, computed and stored. */
export interface Fusion {
  readonly space: Space;
  readonly reads: readonly { node: Tensor; reading: Reading; address: number }[];
  readonly nodes: readonly Tensor[];
  readonly stores: ReadonlyMap<Tensor, number>;
  /** What of all that is read is there for some rows at a time, at the place of the first. */
  readonly product?: Tensor | undefined;
  /** What has to be finite: each, times 0, is put into the bits of the vector at this address, by several threads. */
  readonly guard: { readonly nodes: readonly Tensor[]; readonly address: number; readonly shared: boolean };
}

const widthOf = (dtype: DType): number => (dtype === "bool" ? 1 : 4);

/** One function for a fused loop, four elements at a time. */
export function elementwiseKernel({ space, reads, nodes, stores, product, guard }: Fusion, mode: Mode): Kernel {
  const code = new Code(product ? signatures.inner : signatures.piece);
  const m = vectorArithmetic(code, mode);
  const [row, column, end, at] = [0, 1, 2, 3].map(() => code.local(types.i32)) as [Local, Local, Local, Local];
  const found = new Map<Tensor, Local>();
  // Places are counted in bytes where all elements are of one width: that saves a shift at each address.
  const unit = [...reads.map(({ node }) => node), ...stores.keys()].every(({ dtype }) => widthOf(dtype) === 4) ? 4 : 1;
  // What does not change along a row is loaded before its loop.
  const load = ({ node, reading, address }: Fusion["reads"][number]): void => {
    const width = widthOf(node.dtype);
    if (reading === "scalar") code.i32(0);
    else if (reading === "row") scaleBy(code.get(row), width);
    else scaleBy(code.get(reading === "column" ? column : at), width / unit);
    if (node === product) code.get(shift).op(ops.i32Sub);
    const one = reading === "scalar" || reading === "row";
    found.set(node, one ? loadOne(code, node.dtype, address) : loadFour(code, node.dtype, address));
  };
  for (const read of reads) if (read.reading === "scalar") load(read);
  const flat = reads.every(({ reading }) => reading === "full" || reading === "scalar") || space.lead === 1;
  const length = flat ? space.lead * space.last : space.last;
  const guarded = guard.nodes.length > 0 ? code.local(types.v128) : undefined;
  /** x·0 is NaN where x is not finite, and then so is all that it gets into. */
  const check = (count: number): void => {
    if (guarded === undefined) return;
    const beyond = flat && (length < 0 || length % 4 > 0);
    const left = (): Code => code.get(end).get(at).op(ops.i32Sub).v(simd.i32Splat);
    const inside = beyond ? code.get(code.lanes(unit)).also(left).v(simd.ltI32).keep() : code.mask(count);
    for (const node of guard.nodes) {
      code.get(guarded).get(found.get(node)!);
      if (beyond || count < 4) code.get(inside).v(simd.and);
      code.get(code.constant(0)).v(simd.mulF32).v(simd.or).set(guarded);
    }
  };
  const inner = (count: number): void => {
    code.forget();
    for (const read of reads) if (read.reading === "full" || read.reading === "column") load(read);
    for (const node of nodes) {
      const roots = rootsOf(node).map((root) => operand(code, found, root));
      found.set(node, emit(code, m, node, roots));
    }
    for (const [node, address] of stores) store(code, node.dtype, found.get(node)!, { at, address, count, unit });
    check(count);
  };
  const work = nodes.reduce((sum, node) => sum + instructionsOf(node), 2 * (reads.length + stores.size));
  const finish = (): Kernel => {
    const axis = flat ? { length, grain: 16 } : { length: space.lead, grain: 1 };
    const time = timeFor([space.lead, space.last], 0.08 * work);
    const kernel = { code, ...axis, time, inner: product !== undefined };
    if (guarded === undefined) return kernel;
    if (guard.shared) {
      for (const half of [0, 1]) {
        code.i32(0).get(guarded).v(simd.extractI64).op(half);
        code.atomic(atomics.or64, guard.address + 8 * half).op(ops.drop);
      }
      return kernel;
    }
    code.i32(guard.address).i32(guard.address).memory(simd.load, 0, 0).get(guarded).v(simd.or);
    code.memory(simd.store, 0, 0);
    return kernel;
  };
  if (flat) {
    const first = code.local(types.i32);
    code.get(part.from).i32(unit).op(ops.i32Mul).set(first);
    code.get(part.to).i32(unit).op(ops.i32Mul).set(end);
    // One loop over everything; memory is padded, so that the last four may reach beyond the end.
    code.loop(at, { local: first }, { local: end }, 4 * unit, () => {
      code.get(at).set(column);
      inner(4);
    });
    return finish();
  }
  const whole = space.last - (space.last % 4);
  code.loop(row, { local: part.from }, { local: part.to }, 1, () => {
    for (const read of reads) if (read.reading === "row") load(read);
    const place = (): void =>
      void code
        .get(row)
        .i32(space.last * unit)
        .op(ops.i32Mul)
        .get(column)
        .op(ops.i32Add)
        .set(at);
    if (whole > 0) {
      code.loop(column, 0, whole * unit, 4 * unit, () => {
        place();
        inner(4);
      });
    }
    // The rest of a row must not touch the next one.
    if (whole < space.last) {
      code.i32(whole * unit).set(column);
      place();
      inner(space.last - whole);
    }
  });
  return finish();
}

/** An input that is neither read nor computed here is a number. */
function operand(code: Code, found: ReadonlyMap<Tensor, Local>, node: Tensor): Local {
  const local = found.get(node);
  if (local !== undefined) return local;
  const value = node.data![0]!;
  return code.constant(node.dtype === "float32" ? bitsOf(value) : node.dtype === "int32" ? value : -value);
}

const scaleBy = (code: Code, width: number): Code => (width === 1 ? code : code.i32(width).op(ops.i32Mul));

/** Four elements from the address on the stack. */
function loadFour(code: Code, dtype: DType, address: number): Local {
  if (dtype !== "bool") return code.memory(simd.load, address, 0).keep();
  return code.memory(simd.load32Zero, address, 0).v(simd.i16ExtendI8).v(simd.i32ExtendI16).v(simd.negI32).keep();
}

/** One element, four times. */
function loadOne(code: Code, dtype: DType, address: number): Local {
  if (dtype !== "bool") return code.memory(simd.load32Splat, address, 0).keep();
  const mask = loadFour(code, dtype, address);
  return code.get(mask).get(mask).v(simd.shuffle).op(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3).keep();
}

/** Stores the first elements of a vector. */
function store(
  code: Code,
  dtype: DType,
  value: Local,
  { at, address, count, unit }: { at: Local; address: number; count: number; unit: number },
): void {
  const width = widthOf(dtype);
  const place = (): Code => scaleBy(code.get(at), width / unit);
  if (dtype !== "bool") {
    if (count === 4) place().get(value).memory(simd.store, address, 0);
    else
      for (let lane = 0; lane < count; lane++)
        place()
          .get(value)
          .memory(simd.store32Lane, address + 4 * lane, 0)
          .op(lane);
    return;
  }
  const bytes = code.get(value).get(code.constant(1)).v(simd.and).keep();
  code.get(bytes).get(bytes).v(simd.i16Narrow).get(bytes).v(simd.i8Narrow).set(bytes);
  if (count === 4) place().get(bytes).v(simd.extractI32).op(0, ops.i32Store, 0).index(address);
  else
    for (let lane = 0; lane < count; lane++)
      place()
        .get(bytes)
        .memory(simd.store8Lane, address + lane, 0)
        .op(lane);
}
