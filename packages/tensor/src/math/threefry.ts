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

/**
 * First word of Threefry-2x32 with 20 rounds: the counter (c0, c1) enciphered with the key (k0, k1).
 *
 * @see Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011.
 * https://doi.org/10.1145/2063384.2063405
 */
export function threefry<V>(m: Integers<V>, k0: V, k1: V, c0: V, c1: V): V {
  let k2 = m.xor(m.xor(k0, k1), m.constant(0x1bd11bda));
  let x0 = m.add(c0, k0);
  let x1 = m.add(c1, k1);
  for (let block = 1; block <= 5; block++) {
    // Without arrays of keys and turns this takes half the time.
    const odd = block % 2 > 0;
    x0 = m.add(x0, x1);
    x1 = m.xor(m.turn(x1, odd ? 13 : 17), x0);
    x0 = m.add(x0, x1);
    x1 = m.xor(m.turn(x1, odd ? 15 : 29), x0);
    x0 = m.add(x0, x1);
    x1 = m.xor(m.turn(x1, odd ? 26 : 16), x0);
    x0 = m.add(x0, x1);
    x1 = m.xor(m.turn(x1, odd ? 6 : 24), x0);
    [k0, k1, k2] = [k1, k2, k0];
    x0 = m.add(x0, k0);
    x1 = m.add(m.add(x1, k1), m.constant(block));
  }
  return x0;
}
