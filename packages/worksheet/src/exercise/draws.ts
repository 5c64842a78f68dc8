import { foldIn, randomBits, randomKey, type Tensor } from "@chainrule/tensor";

/** Random choices, one after the other: the same for the same seed on every machine. */
export class Draws {
  private readonly key: Tensor;
  private drawn = 0;

  constructor(seed: number) {
    this.key = randomKey(seed);
  }

  /** A whole number from 0 to n − 1. */
  below(n: number): number {
    return randomBits(foldIn(this.key, this.drawn++), [1], 31).toTypedArray()[0]! % n;
  }

  /** All of them, in random order. */
  shuffled<T>(all: readonly T[]): T[] {
    const left = [...all];
    return all.map(() => left.splice(this.below(left.length), 1)[0]!);
  }
}
