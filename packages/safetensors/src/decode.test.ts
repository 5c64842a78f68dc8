import { randomBits, randomKey, tensor, ValueError } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { decode, encode } from "./index.ts";

/** A file with any header. */
function file(header: unknown, body: number | Uint8Array = 0): Uint8Array {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + (typeof body === "number" ? body : body.length));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  if (typeof body !== "number") bytes.set(body, 8 + json.length);
  return bytes;
}

const entry = (change: object = {}): object => ({ dtype: "F32", shape: [2], data_offsets: [0, 8], ...change });

test("reads numbers wherever they lie in memory", () => {
  const bytes = file({ x: entry() }, Uint8Array.of(0, 0, 0x80, 0x3f, 0, 0, 0, 0x40));
  for (const offset of [0, 1, 3, 8]) {
    const buffer = new Uint8Array(bytes.length + offset + 5).fill(0xff);
    buffer.set(bytes, offset);
    for (const view of [
      buffer.subarray(offset, offset + bytes.length),
      Buffer.from(buffer.buffer, offset, bytes.length),
    ]) {
      expect(decode(view).tensors.get("x")!.toArray()).toEqual([1, 2]);
    }
  }
});

test("the tensors do not change with the file", () => {
  const bytes = file({ x: entry() }, 8);
  const { tensors } = decode(bytes);
  bytes.fill(0xff);
  expect(tensors.get("x")!.toArray()).toEqual([0, 0]);
});

test("a truth value is 0 or 1, whatever the byte", () => {
  const bytes = file({ x: entry({ dtype: "BOOL", shape: [3], data_offsets: [0, 3] }) }, Uint8Array.of(0, 1, 255));
  expect(decode(bytes).tensors.get("x")!.toArray()).toEqual([0, 1, 1]);
});

test("what is wrong, and what to do", () => {
  const wrong: [Uint8Array, string][] = [
    [new Uint8Array(3), "expected a Uint8Array of at least 8 bytes, received 0,0,0."],
    ["net.model" as unknown as Uint8Array, "expected a Uint8Array of at least 8 bytes, received net.model."],
    [new ArrayBuffer(9) as unknown as Uint8Array, "received [object ArrayBuffer]."],
    [new Uint8Array(8).fill(0xff), "expected a header of at most 0 bytes, received 18446744073709552000"],
    [file("{").subarray(0, 8), "expected a header of at most 0 bytes, received 1"],
    [file("{"), "expected a header of JSON, received something else"],
    [file("[]"), "expected a header of JSON"],
    [file("null"), "expected a header of JSON"],
    [file({ x: 3 }), 'expected an object for "x", received number'],
    [file({ x: [] }), 'expected an object for "x"'],
    [file({ __metadata__: "x" }), 'expected an object for "__metadata__"'],
    [file({ __metadata__: { a: 1 } }), "expected text as metadata a, received number"],
    [file({ x: entry({ dtype: "BF16" }) }, 8), 'expected dtype F32, F64, I32, BOOL for x, received "BF16"'],
    [file({ x: entry({ dtype: "constructor" }) }, 8), "expected dtype F32"],
    [file({ x: {} }, 8), "expected dtype F32"],
    [file({ x: entry({ shape: [1.5] }) }, 8), "expected a shape for x, received [1.5]"],
    [file({ x: entry({ shape: [-2] }) }, 8), "expected a shape for x"],
    [file({ x: entry({ shape: ["2"] }) }, 8), "expected a shape for x"],
    [file({ x: entry({ shape: { length: 1 } }) }, 8), "expected a shape for x"],
    [file({ x: entry({ shape: [1e9, 1e9] }) }, 8), "expected 4000000000000000000 bytes for x within the file"],
    [
      file(
        {
          x: entry({
            shape: [
              9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15, 9e15,
              9e15, 9e15, 9e15, 0,
            ],
          }),
        },
        8,
      ),
      "expected NaN bytes for x",
    ],
    [
      file({ x: entry({ data_offsets: [0, 12] }) }, 12),
      "expected 8 bytes for x within the file, received offsets [0,12]",
    ],
    [file({ x: entry({ data_offsets: [4, -4] }) }, 8), "expected 8 bytes for x"],
    [file({ x: entry({ data_offsets: [8, 16] }) }, 8), "expected 8 bytes for x within the file"],
    [
      file({ x: entry({ data_offsets: [8, 16] }) }, 16),
      "expected tensors side by side, the next at byte 0, received one at byte 8",
    ],
    [file({ x: entry(), y: entry() }, 8), "expected tensors side by side, the next at byte 8, received one at byte 0"],
    [file({ x: entry() }, 9), "bytes, received"],
    [
      file(
        '{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}',
        16,
      ),
      "side by side",
    ],
  ];
  for (const [bytes, message] of wrong) {
    expect(() => decode(bytes)).toThrow(ValueError);
    expect(() => decode(bytes)).toThrow(message);
    expect(() => decode(bytes)).toThrow(
      /^decode: expected .+, received .+\. The file is cut off or of another format\.$/,
    );
  }
});

test("tensors that overlap take no memory before they are refused", () => {
  const size = 4_000_000;
  const shared = entry({ dtype: "BOOL", shape: [size], data_offsets: [0, size] });
  const before = process.memoryUsage().arrayBuffers;
  const bytes = file(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`x${i}`, shared])), size);
  expect(() => decode(bytes)).toThrow("expected tensors side by side");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5 * size);
});

describe("a damaged file", () => {
  const sound = encode({
    tensors: new Map([
      [
        "kernel",
        tensor([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ],
      ["bias", tensor([7, 8], { dtype: "float64" })],
      ["mask", tensor([true, false, true])],
    ]),
    metadata: new Map([
      ["format", "chainrule/1"],
      ["graph", '{"nodes":[]}'],
    ]),
  });

  test("cut off at any byte is refused", () => {
    for (let end = 0; end < sound.length; end++)
      expect(() => decode(sound.subarray(0, end)), `${end}`).toThrow(ValueError);
  });

  test("with 1 to 4 other bytes, 20,000 times, is read or refused", () => {
    const draws = randomBits(randomKey(17), [200_000], 31).toTypedArray();
    let [at, refused] = [0, 0];
    const draw = (n: number): number => draws[at++]! % n;
    const header = 8 + Number(new DataView(sound.buffer).getBigUint64(0, true));
    for (let i = 0; i < 20_000; i++) {
      const damaged = sound.slice();
      const letters = '0123456789[]{}":,-e. \\u';
      // Most of them in the header, and most of those such as a header may hold.
      for (let n = draw(4); n >= 0; n--)
        damaged[draw(8) ? draw(header) : draw(sound.length)] = draw(4)
          ? letters.charCodeAt(draw(letters.length))
          : draw(256);
      try {
        decode(damaged);
      } catch (cause) {
        if (!(cause instanceof ValueError)) throw cause;
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(10_000);
  });

  test("anything else is refused", () => {
    const draws = randomBits(randomKey(19), [100_000], 8).toTypedArray();
    for (let i = 0; i < 1000; i++)
      expect(() => decode(Uint8Array.from(draws.subarray(i * 90, i * 91)))).toThrow(ValueError);
  });
});
