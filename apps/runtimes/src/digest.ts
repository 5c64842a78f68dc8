/** Sixty-four bits that hang on every bit of what is added: FNV-1a, twice. */
export class Digest {
  private first = 0x811c9dc5;
  private second = 0x01234567;

  /** A NaN is a NaN: which one, no runtime has to keep. */
  add(numbers: ArrayBufferView): void {
    const isFloat = numbers instanceof Float32Array || numbers instanceof Float64Array;
    const canonical = isFloat ? numbers.map((x) => (x === x ? x : NaN)) : numbers;
    for (const byte of new Uint8Array(canonical.buffer, canonical.byteOffset, canonical.byteLength)) {
      this.first = Math.imul(this.first ^ byte, 0x01000193);
      this.second = Math.imul(this.second ^ byte, 0x85ebca6b) + 1;
    }
  }

  text(): string {
    return [this.first, this.second].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
  }
}
