import { DataError } from "./error.ts";

/** An array of bytes, row-major, e.g. `[10000, 28, 28]` for images or `[10000]` for their labels. */
export interface IdxArray {
  readonly shape: readonly number[];
  /** A view of the file's bytes, 0 to 255. */
  readonly data: Uint8Array;
}

/**
 * Reads the IDX format that MNIST comes in: two zero bytes, the type (8, unsigned bytes), the number of axes, their
 * lengths as 32-bit numbers, most significant byte first, and the elements.
 *
 * @throws DataError for another format or type, and for a file that is cut off or too long
 * @see http://yann.lecun.com/exdb/mnist/
 */
export function parseIdx(bytes: Uint8Array): IdxArray {
  const [zero, zero2, type, rank = 0] = bytes;
  if (zero === 0x1f && zero2 === 0x8b) {
    throw new DataError("parseIdx: expected an IDX file, received a gzip file. Decompress it first.");
  }
  if (zero !== 0 || zero2 !== 0 || type !== 8 || rank === 0) {
    const start = [...bytes.subarray(0, 4)].join(" ");
    throw new DataError(
      "parseIdx: expected an IDX file of unsigned bytes, which begins with 0 0 8 and the number of axes, " +
        `received ${start || "an empty file"}. Check the path.`,
    );
  }
  const header = 4 + 4 * rank;
  if (bytes.length < header) return refuseLength(header, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = header + shape.reduce((size, n) => size * n, 1);
  if (bytes.length !== length) return refuseLength(length, bytes.length);
  return { shape, data: bytes.subarray(header) };
}

function refuseLength(expected: number, received: number): never {
  throw new DataError(
    `parseIdx: expected ${expected} bytes, as the header says, received ${received}. ` +
      "The file is damaged: fetch it again.",
  );
}
