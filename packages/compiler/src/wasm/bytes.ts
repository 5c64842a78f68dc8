/** A growing list of bytes, with the number encodings of WebAssembly. */
export class Bytes {
  private memory = new Uint8Array(1024);
  length = 0;

  byte(...values: number[]): this {
    for (const value of values) this.put(value);
    return this;
  }

  /** One byte: most of a program is written so, by code that has not run often. */
  put(value: number): this {
    if (this.length === this.memory.length) this.grow(1);
    this.memory[this.length++] = value;
    return this;
  }

  /** Unsigned LEB128. */
  unsigned(value: number): this {
    let rest = value >>> 0;
    for (; rest > 127; rest >>>= 7) this.put((rest & 127) | 128);
    return this.put(rest);
  }

  /** Signed LEB128 of a 32-bit integer. */
  signed(value: number): this {
    let rest = value | 0;
    for (; rest < -64 || rest > 63; rest >>= 7) this.put((rest & 127) | 128);
    return this.put(rest & 127);
  }

  append(other: Bytes): this {
    if (this.length + other.length > this.memory.length) this.grow(other.length);
    this.memory.set(other.view(), this.length);
    this.length += other.length;
    return this;
  }

  /** A part that is preceded by its own length. */
  sized(part: Bytes): this {
    return this.unsigned(part.length).append(part);
  }

  view(): Uint8Array<ArrayBuffer> {
    return this.memory.subarray(0, this.length);
  }

  private grow(by: number): void {
    const larger = new Uint8Array(Math.max(this.memory.length * 2, this.length + by));
    larger.set(this.memory.subarray(0, this.length));
    this.memory = larger;
  }
}
