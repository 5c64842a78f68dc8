/**
 * First word of Threefry-2x32 with 20 rounds: the counter (c0, c1) enciphered with the key (k0, k1).
 *
 * @see Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011.
 * https://doi.org/10.1145/2063384.2063405
 */
export function threefry(k0: number, k1: number, c0: number, c1: number): number {
  const keys = [k0, k1, k0 ^ k1 ^ 0x1bd11bda];
  let x0 = (c0 + k0) | 0;
  let x1 = (c1 + k1) | 0;
  for (let round = 0; round < 20; round++) {
    const turn = rotations[round % 8]!;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << turn) | (x1 >>> (32 - turn))) ^ x0;
    if (round % 4 === 3) {
      const block = (round + 1) / 4;
      x0 = (x0 + keys[block % 3]!) | 0;
      x1 = (x1 + keys[(block + 1) % 3]! + block) | 0;
    }
  }
  return x0;
}

const rotations = [13, 15, 26, 6, 17, 29, 16, 24];
