import { type Data, foldIn, randomBits, randomKey } from "@chainrule/tensor";

/** How many numbers are drawn at once. */
const drawn = 64;

/** Random choices that follow from a seed: a case can be had again by its number. */
export class Random {
  readonly #seed: number;
  #bits: Data = new Int32Array();
  #at = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    if (this.#at % drawn === 0) {
      this.#bits = randomBits(foldIn(randomKey(this.#seed), this.#at / drawn), [drawn], 31).toTypedArray();
    }
    return Math.floor((this.#bits[this.#at++ % drawn]! / 2 ** 31) * end);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}
