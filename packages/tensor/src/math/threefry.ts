/** 32-bit integers that wrap around: what the cipher is written in, for numbers and for generated code alike. */
export interface Integers<V> {
  constant(x: number): V;
  add(a: V, b: V): V;
  xor(a: V, b: V): V;
  /** Bits turned to the left. */
  turn(a: V, by: number): V;
}

export const int32: Integers<number> = {
  constant: (x) => x,
  add: (a, b) => (a + b) | 0,
  xor: (a, b) => a ^ b,
  turn: (a, by) => (a << by) | (a >>> (32 - by)),
};

const rotations = [13, 15, 26, 6, 17, 29, 16, 24];

/**
 * First word of Threefry-2x32 with 20 rounds: the counter (c0, c1) enciphered with the key (k0, k1).
 *
 * @see Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011.
 * https://doi.org/10.1145/2063384.2063405
 */
export function threefry<V>(m: Integers<V>, k0: V, k1: V, c0: V, c1: V): V {
  const keys = [k0, k1, m.xor(m.xor(k0, k1), m.constant(0x1bd11bda))] as const;
  let x0 = m.add(c0, k0);
  let x1 = m.add(c1, k1);
  for (let round = 0; round < 20; round++) {
    x0 = m.add(x0, x1);
    x1 = m.xor(m.turn(x1, rotations[round % 8]!), x0);
    if (round % 4 < 3) continue;
    const block = (round + 1) / 4;
    x0 = m.add(x0, keys[block % 3]!);
    x1 = m.add(m.add(x1, keys[(block + 1) % 3]!), m.constant(block));
  }
  return x0;
}
