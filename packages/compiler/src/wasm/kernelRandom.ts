import { type Integers, threefry } from "@chainrule/tensor/math";
import { Code, type Local } from "./code.ts";
import * as types from "./types.ts";
import * as ops from "./ops.ts";
import * as simd from "./simd.ts";
import { type Kernel, part } from "./kernel.ts";

/** Where the key, the stream and the result lie, and how many numbers of how many bits. */
export interface Draw {
  readonly length: number;
  readonly bits: number;
  readonly key: number;
  readonly stream: number;
  readonly to: number;
}

/** Random bits for four counters at once. */
export function randomKernel({ length, bits, key, stream, to }: Draw): Kernel {
  const code = new Code();
  const at = code.local(types.i32);
  const splat = (address: number): Local => code.i32(address).memory(simd.load32Splat, 0, 0).keep();
  const binary = (op: number, a: Local, b: Local): Local => code.get(a).get(b).v(op).keep();
  const shift = (op: number, a: Local, by: number): Local => code.get(a).i32(by).v(op).keep();
  const integers: Integers<Local> = {
    constant: (x) => code.constant(x),
    add: (a, b) => binary(simd.addI32, a, b),
    xor: (a, b) => binary(simd.xor, a, b),
    turn: (a, by) => binary(simd.or, shift(simd.shlI32, a, by), shift(simd.shrU32, a, 32 - by)),
  };
  const [k0, k1] = [splat(key), splat(key + 4)];
  const counter = splat(stream);
  const lanes = code.lanes();
  code.loop(at, { local: part.from }, { local: part.to }, 4, () => {
    const first = code.get(at).v(simd.i32Splat).get(lanes).v(simd.addI32).keep();
    const word = threefry(integers, k0, k1, first, counter);
    const drawn = bits === 32 ? word : shift(simd.shrU32, word, 32 - bits);
    code.get(at).i32(4).op(ops.i32Mul).get(drawn).memory(simd.store, to, 0);
  });
  return { code, length, grain: 16, time: 6 * length };
}
