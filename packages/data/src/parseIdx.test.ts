import { expect, test } from "vitest";
import { DataError } from "./error.ts";
import { parseIdx } from "./parseIdx.ts";

const file = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
const images = file(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255);

test("reads lengths and bytes, also where the file stands inside a larger buffer", () => {
  const shifted = file(9, 9, 9, ...images).subarray(3);
  for (const bytes of [images, shifted]) {
    expect(parseIdx(bytes)).toEqual({ shape: [2, 3], data: file(1, 2, 3, 4, 5, 255) });
  }
});

test.each([
  ["an empty file", file(), "received an empty file"],
  ["another format", file(80, 75, 3, 4), "received 80 75 3 4"],
  ["another type", file(0, 0, 13, 1, 0, 0, 0, 0), "received 0 0 13 1"],
  ["gzip", file(0x1f, 0x8b, 8, 0), "received a gzip file. Decompress it first"],
  ["a header that is cut off", images.subarray(0, 9), "expected 12 bytes, as the header says, received 9"],
  ["bytes that are cut off", images.subarray(0, 17), "expected 18 bytes, as the header says, received 17"],
])("refuses %s", (_, bytes, message) => {
  const refused = (): unknown => parseIdx(bytes);
  expect(refused).toThrow(DataError);
  expect(refused).toThrow(message);
});
