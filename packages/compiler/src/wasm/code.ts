import * as atomics from "./atomics.ts";
import * as ops from "./ops.ts";
import * as simd from "./simd.ts";
import * as types from "./types.ts";
import { Bytes } from "./bytes.ts";

/** What a function takes and gives, in numbers. */
export interface Signature {
  readonly takes: number;
  readonly gives: number;
}

/** The kinds of functions. */
export const signatures = {
  /** What the host is asked for. */
  host: { takes: 1, gives: 0 },
  /** Rows, and the part of its work to do: from, to. Others also take three numbers. */
  piece: { takes: 3, gives: 0 },
  /** The same, and how many bytes before its place in the whole a part of it lies that is read. */
  inner: { takes: 4, gives: 0 },
  /** Rows and steps: steps done. */
  run: { takes: 2, gives: 1 },
} as const satisfies Record<string, Signature>;

/** The instructions on floats and their integers for which there is one on doubles: from, to, and how far it lies. */
const doubled = [
  [simd.load32Splat, simd.load32Splat, 0x01],
  [simd.eqF32, simd.leF32, 0x06],
  [simd.store32Lane, simd.store32Lane, 0x01],
  [simd.floor, simd.floor, 0x0d],
  [simd.nearest, simd.nearest, 0x2a],
  [simd.shlI32, simd.mulI32, 0x20],
  [simd.absF32, simd.pmaxF32, 0x0c],
  [simd.truncI32, simd.convertI32, 0x04],
  [simd.relaxedMadd, simd.relaxedMadd, 0x02],
] as const;

/** Bytes of the numbers that a function computes with: floats, or doubles. */
export type Width = 4 | 8;

/** A local variable, by its number. */
export type Local = number;

const view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** The bits of a number rounded to float32. */
export function bitsOf(x: number): number {
  view.setFloat32(0, x);
  return view.getInt32(0);
}

/**
 * The body of a function under construction. Of one on doubles the instructions are still those on floats by name: what
 * is written is the same on doubles.
 */
export class Code {
  readonly main: Bytes = new Bytes();
  /** Runs first: constants are loaded into locals here, as V8 builds them anew at each use in a loop. */
  private readonly prologue = new Bytes();
  private readonly locals: number[] = [];
  private readonly constants = new Map<string, Local>();
  private readonly numbers = new Map<Local, number>();
  private readonly computed = new Map<string, Local>();
  private readonly negatives = new Map<Local, Local>();
  readonly signature: Signature;
  readonly width: Width;
  /** Numbers in a vector. */
  readonly several: number;

  constructor(signature: Signature = signatures.piece, width: Width = 4) {
    this.signature = signature;
    this.width = width;
    this.several = 16 / width;
  }

  local(type: number): Local {
    return this.signature.takes + this.locals.push(type) - 1;
  }

  op(...bytes: number[]): this {
    this.main.byte(...bytes);
    return this;
  }

  get(local: Local): this {
    this.main.put(ops.localGet).unsigned(local);
    return this;
  }

  set(local: Local): this {
    this.main.put(ops.localSet).unsigned(local);
    return this;
  }

  /** What the emitter adds, in between. */
  also(emit: () => unknown): this {
    emit();
    return this;
  }

  index(value: number): this {
    this.main.unsigned(value);
    return this;
  }

  i32(value: number): this {
    this.main.put(ops.i32Const).signed(value);
    return this;
  }

  /** A 64-bit integer that fits into 32 bits. */
  i64(value: number): this {
    this.main.put(ops.i64Const).signed(value);
    return this;
  }

  /** An instruction behind the SIMD prefix. */
  v(op: number): this {
    const by = this.width === 8 ? doubled.find(([first, last]) => op >= first && op <= last)?.[2] : 0;
    this.main.put(0xfd).unsigned(op + (by ?? 0));
    return this;
  }

  /** A load or store of 2^align bytes, with a constant offset. */
  memory(op: number, offset: number, align: number): this {
    this.v(op).main.put(align).unsigned(offset);
    return this;
  }

  /** An atomic instruction on the address on the stack and an offset. */
  atomic(op: number, offset: number): this {
    const wide = op === atomics.load64 || op === atomics.store64 || op === atomics.or64 || op === atomics.exchange64;
    this.main
      .put(0xfe)
      .put(op)
      .put(wide ? 3 : 2)
      .unsigned(offset);
    return this;
  }

  /** A number in all lanes, rounded to the width. */
  number(x: number): Local {
    view.setFloat64(0, x);
    const words = [view.getInt32(4), view.getInt32(0)];
    const local = this.width === 4 ? this.constant(bitsOf(x)) : this.literal([...words, ...words]);
    this.numbers.set(local, this.width === 4 ? Math.fround(x) : x);
    return local;
  }

  /** A vector of four equal words, in a local that is filled before everything else. */
  constant(bits: number): Local {
    const key = String(bits);
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const local = this.local(types.v128);
    this.prologue.byte(ops.i32Const).signed(bits).byte(0xfd).unsigned(simd.i32Splat).byte(ops.localSet).unsigned(local);
    this.constants.set(key, local);
    view.setInt32(0, bits);
    this.numbers.set(local, view.getFloat32(0));
    return local;
  }

  /** The number in a constant. */
  numberIn(local: Local): number | undefined {
    return this.numbers.get(local);
  }

  /** From here on nothing counts as computed before: what follows may run without what stands above. */
  forget(): void {
    this.computed.clear();
  }

  /** The result of an instruction on locals that keep their values, computed once. */
  compute(op: number, ...inputs: readonly Local[]): Local {
    const [a, b] = inputs;
    const simple = b === undefined ? undefined : this.simplified(op, a!, b);
    if (simple !== undefined) return simple;
    // a + (−b) = a − b
    const subtracted = op === simd.addF32 ? this.negatives.get(b!) : undefined;
    if (subtracted !== undefined) return this.compute(simd.subF32, a!, subtracted);
    // |−x| = |x|
    const given = op === simd.absF32 ? inputs.map((input) => this.negatives.get(input) ?? input) : inputs;
    const result = this.once(`${op} ${given.join()}`, () => {
      for (const input of given) this.get(input);
      this.v(op);
    });
    if (op === simd.negF32) this.negatives.set(result, given[0]!);
    return result;
  }

  /** a/1 = a, 1·a = a·1 = a: the means and the first slopes of a single row. */
  private simplified(op: number, a: Local, b: Local): Local | undefined {
    if ((op === simd.divF32 || op === simd.mulF32) && this.numbers.get(b) === 1) return a;
    return op === simd.mulF32 && this.numbers.get(a) === 1 ? b : undefined;
  }

  /** A vector of integers shifted by so many bits. */
  shift(op: number, x: Local, by: number): Local {
    return this.once(`${op} ${x} by ${by}`, () => this.get(x).i32(by).v(op));
  }

  /** Lanes 0 to 3 of one vector and 4 to 7 of another, put together. */
  shuffle(a: Local, b: Local, lanes: readonly number[]): Local {
    return this.once(`shuffle ${a} ${b} ${lanes.join()}`, () => {
      this.get(a).get(b).v(simd.shuffle);
      for (const lane of lanes) this.op(4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3);
    });
  }

  /** What was computed under this name, or now is. */
  private once(key: string, emit: () => unknown): Local {
    const known = this.computed.get(key);
    if (known !== undefined) return known;
    emit();
    const result = this.keep();
    this.computed.set(key, result);
    return result;
  }

  /** 0, 1, 2, 3: the numbers of the lanes, or multiples of them; in each word of a lane. */
  lanes(step: number = 1): Local {
    return this.wordwise((lane) => lane * step);
  }

  /** All bits of the first lanes. */
  mask(lanes: number): Local {
    return this.wordwise((lane) => (lane < lanes ? -1 : 0));
  }

  private wordwise(of: (lane: number) => number): Local {
    return this.literal([0, 4, 8, 12].map((byte) => of(Math.floor(byte / this.width))));
  }

  private literal(words: readonly number[]): Local {
    const key = words.join();
    const known = this.constants.get(key);
    if (known !== undefined) return known;
    const local = this.local(types.v128);
    this.prologue.byte(0xfd).unsigned(simd.const);
    for (const word of words) this.prologue.byte(word & 255, (word >> 8) & 255, (word >> 16) & 255, (word >> 24) & 255);
    this.prologue.byte(ops.localSet).unsigned(local);
    this.constants.set(key, local);
    return local;
  }

  /** Puts what was just computed into a new local. */
  keep(type: number = types.v128): Local {
    const local = this.local(type);
    this.set(local);
    return local;
  }

  /** Copies bytes between the addresses on the stack: to, from, length. */
  copy(): this {
    return this.op(0xfc, 0x0a, 0, 0);
  }

  /** Runs the body as long as the condition that it leaves on the stack holds. */
  while(condition: () => void, body: () => void): void {
    this.op(ops.block, 0x40, ops.loop, 0x40);
    condition();
    this.op(ops.i32Eqz, ops.brIf, 1);
    body();
    this.op(ops.br, 0, ops.end, ops.end);
  }

  /** for (i = from; i < to; i += step) body(); `from` and `to` are constants or locals. */
  loop(
    counter: Local,
    from: number | { local: Local },
    to: number | { local: Local },
    step: number,
    body: () => void,
  ): void {
    const bound = (x: number | { local: Local }): this => (typeof x === "number" ? this.i32(x) : this.get(x.local));
    const limit = (): this => bound(to);
    bound(from).set(counter);
    this.op(ops.block, 0x40).get(counter);
    limit().op(ops.i32GeS, ops.brIf, 0, ops.loop, 0x40);
    body();
    this.get(counter).i32(step).op(ops.i32Add, ops.localTee).index(counter);
    limit().op(ops.i32LtS, ops.brIf, 0, ops.end, ops.end);
  }

  /** The function as the code section holds it. */
  bytes(): Bytes {
    const declared = new Bytes().unsigned(this.locals.length);
    for (const type of this.locals) declared.unsigned(1).byte(type);
    return declared.append(this.prologue).append(this.main).byte(ops.end);
  }
}
