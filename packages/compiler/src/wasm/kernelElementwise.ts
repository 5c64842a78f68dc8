import type { DType, Tensor } from "@chainrule/tensor";
import { Code, type Local, ops, simd, types } from "./code.ts";
import { emit } from "./elementwise.ts";
import type { Mode } from "./mode.ts";
import { pushLength, type Reading, type Space } from "./space.ts";
import { bitsOf, vectorArithmetic } from "./vector.ts";

/** Several expressions in one loop: what is read, computed and stored. */
export interface Fusion {
  readonly space: Space;
  readonly reads: readonly { node: Tensor; reading: Reading; address: number }[];
  readonly nodes: readonly Tensor[];
  readonly stores: ReadonlyMap<Tensor, number>;
  /** What has to be finite: each is added, times 0, to the vector at this address. */
  readonly guard: { readonly nodes: readonly Tensor[]; readonly address: number };
  /** The expression that stands behind an input: reshaping and names change no numbers. */
  readonly root: (node: Tensor) => Tensor;
}

const widthOf = (dtype: DType): number => (dtype === "bool" ? 1 : 4);

/** One function for a fused loop, four elements at a time. */
export function elementwiseKernel({ space, reads, nodes, stores, guard, root }: Fusion, mode: Mode): Code {
  const code = new Code();
  const m = vectorArithmetic(code, mode);
  const [row, column, end, at] = [0, 1, 2, 3].map(() => code.local(types.i32)) as [Local, Local, Local, Local];
  const found = new Map<Tensor, Local>();
  // What does not change along a row is loaded before its loop.
  const load = ({ node, reading, address }: Fusion["reads"][number]): void => {
    const width = widthOf(node.dtype);
    if (reading === "scalar") code.i32(0);
    else if (reading === "row") scaleBy(code.get(row), width);
    else scaleBy(code.get(reading === "column" ? column : at), width);
    const one = reading === "scalar" || reading === "row";
    found.set(node, one ? loadOne(code, node.dtype, address) : loadFour(code, node.dtype, address));
  };
  for (const read of reads) if (read.reading === "scalar") load(read);
  const flat = reads.every(({ reading }) => reading === "full" || reading === "scalar") || space.lead === 1;
  const length = flat ? space.lead * space.last : space.last;
  const guarded = guard.nodes.length > 0 ? code.local(types.v128) : undefined;
  const lanes = guarded === undefined ? 0 : code.lanes();
  /** Adds 0 as long as everything is finite, and NaN from then on. */
  const check = (partial: boolean): void => {
    if (guarded === undefined) return;
    const exact = flat && length >= 0 && length % 4 === 0;
    const left = (): Code => (partial ? code.i32(1) : code.get(end).get(at).op(ops.i32Sub));
    const inside =
      exact || (!flat && !partial) ? undefined : code.get(lanes).also(left).v(simd.i32Splat).v(simd.ltI32).keep();
    for (const node of guard.nodes) {
      code.get(guarded).get(found.get(node)!);
      if (inside !== undefined) code.get(inside).v(simd.and);
      code.get(code.constant(0)).v(simd.mulF32).v(simd.addF32).set(guarded);
    }
  };
  const inner = (partial: boolean): void => {
    for (const read of reads) if (read.reading === "full" || read.reading === "column") load(read);
    for (const node of nodes) {
      found.set(
        node,
        emit(
          code,
          m,
          node,
          node.source!.inputs.map((input) => operandOf(code, found, root(input))),
        ),
      );
    }
    for (const [node, address] of stores) store(code, node.dtype, found.get(node)!, at, address, partial);
    check(partial);
  };
  const finish = (): Code => {
    if (guarded === undefined) return code;
    code.i32(guard.address).i32(guard.address).memory(simd.load, 0, 0).get(guarded).v(simd.addF32);
    return code.memory(simd.store, 0, 0);
  };
  pushLength(code, length).set(end);
  if (flat) {
    // One loop over everything; memory is padded, so that the last four may reach beyond the end.
    code.loop(at, 0, { local: end }, 4, () => {
      code.get(at).set(column);
      inner(false);
    });
    return finish();
  }
  const rows = code.local(types.i32);
  pushLength(code, space.lead).set(rows);
  const whole = space.last - (space.last % 4);
  code.loop(row, 0, { local: rows }, 1, () => {
    for (const read of reads) if (read.reading === "row") load(read);
    const place = (): void => void code.get(row).i32(space.last).op(ops.i32Mul).get(column).op(ops.i32Add).set(at);
    if (whole > 0) {
      code.loop(column, 0, whole, 4, () => {
        place();
        inner(false);
      });
    }
    // The rest of a row must not touch the next one.
    if (whole < space.last) {
      code.loop(column, whole, space.last, 1, () => {
        place();
        inner(true);
      });
    }
  });
  return finish();
}

/** An input that is neither read nor computed here is a number. */
function operandOf(code: Code, found: ReadonlyMap<Tensor, Local>, node: Tensor): Local {
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

/** Stores four elements, or the first alone. */
function store(code: Code, dtype: DType, value: Local, at: Local, address: number, partial: boolean): void {
  scaleBy(code.get(at), widthOf(dtype));
  if (dtype === "bool") {
    const bytes = code.get(value).get(code.constant(1)).v(simd.and).keep();
    code.get(bytes).get(bytes).v(simd.i16Narrow).get(bytes).v(simd.i8Narrow).v(simd.extractI32).op(0);
    code
      .op(partial ? ops.i32Store8 : ops.i32Store)
      .index(0)
      .index(address);
    return;
  }
  code.get(value);
  if (partial) code.memory(simd.store32Lane, address, 0).op(0);
  else code.memory(simd.store, address, 0);
}
