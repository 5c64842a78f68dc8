/** Bytes of memory, and the last piece of work that needs them. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly until: number;
}

/** Reading and writing may go one panel beyond the end of an array. */
const padding = 48;

const align = (bytes: number): number => (bytes + 15) & ~15;

/** Hands out memory from an address on; what is no longer needed serves again. */
export class Layout {
  private blocks: Block[] = [];
  private readonly base: number;
  /** Where the memory that was ever used ends. */
  end: number;

  constructor(base: number) {
    this.base = align(base);
    this.end = this.base;
  }

  /** Room for an array that is written by piece `at` and last needed by piece `until`. */
  place(bytes: number, at: number, until: number): number {
    this.blocks = this.blocks.filter((block) => block.until >= at);
    const size = align(bytes + padding);
    let from = this.base;
    let index = 0;
    for (; index < this.blocks.length; index++) {
      const block = this.blocks[index]!;
      if (block.from - from >= size) break;
      from = block.to;
    }
    this.blocks.splice(index, 0, { from, to: from + size, until });
    this.end = Math.max(this.end, from + size);
    return from;
  }

  /** Room that nothing else ever uses. */
  keep(bytes: number): number {
    const from = this.end;
    this.end += align(bytes + padding);
    this.blocks.push({ from, to: this.end, until: Infinity });
    return from;
  }
}
