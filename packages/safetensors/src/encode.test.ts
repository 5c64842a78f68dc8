import { type DType, randomBits, randomKey, tensor, Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { decode, encode } from "./index.ts";

const none = new Map<string, string>();

test("byte by byte: length, header with spaces up to a multiple of 8, numbers", () => {
  const file = encode({ tensors: new Map([["w", tensor([1, -2])]]), metadata: none });
  const json = '{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}  ';
  expect(Array.from(file.subarray(0, 8))).toEqual([json.length, 0, 0, 0, 0, 0, 0, 0]);
  expect(new TextDecoder().decode(file.subarray(8, 8 + json.length))).toBe(json);
  expect(Array.from(file.subarray(8 + json.length))).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

test("nothing at all is a file too", () => {
  const file = encode({ tensors: new Map(), metadata: none });
  expect(new TextDecoder().decode(file.subarray(8))).toBe("{}      ");
  expect(decode(file)).toEqual({ tensors: new Map(), metadata: none });
});

test("the same contents give the same bytes, whatever their order; wide numbers come first", () => {
  const all: [string, Tensor][] = [
    ["b", tensor([true])],
    ["z", tensor([1])],
    ["a", tensor([2])],
    ["d", tensor([3], { dtype: "float64" })],
  ];
  const file = encode({ tensors: new Map(all), metadata: none });
  expect(encode({ tensors: new Map(all.toReversed()), metadata: none })).toEqual(file);
  expect([...decode(file).tensors.keys()]).toEqual(["d", "a", "z", "b"]);
});

test("there and back: the same bits, of every dtype, of any shape, under any name", () => {
  const raw = randomBits(randomKey(3), [24], 32).toTypedArray();
  const views: Record<Exclude<DType, "bool">, Tensor["data"]> = {
    // All patterns of bits, NaN with a payload among them.
    float32: new Float32Array(Int32Array.of(...raw, 0x7fa00001, -1).buffer),
    float64: new Float64Array(Int32Array.of(...raw, 1, 0x7ff00000).buffer),
    int32: Int32Array.from(raw),
  };
  const names = ["float32", "float64", "int32"] as const;
  const tensors = new Map<string, Tensor>(
    names.map((dtype) => [dtype, new Tensor({ dtype, shape: [views[dtype]!.length] }, views[dtype])]),
  );
  for (const odd of ["", "__proto__", "constructor", "a/b.c", "ü 😀", '"\\\n', "0"]) tensors.set(odd, tensor([[7]]));
  tensors.set("empty", tensor([], { shape: [3, 0, 2] }));
  tensors.set("scalar", tensor(5));
  const metadata = new Map([
    ["__proto__", "1"],
    ["", ""],
    ["json", '{"a":[1]}'],
    ["long", "x".repeat(100_000)],
  ]);
  const back = decode(encode({ tensors, metadata }));
  expect(back.metadata).toEqual(metadata);
  expect([...back.tensors.keys()].sort()).toEqual([...tensors.keys()].sort());
  for (const [name, { dtype, shape, data }] of tensors) {
    const found = back.tensors.get(name)!;
    expect([found.dtype, found.shape]).toEqual([dtype, shape]);
    expect(new Uint8Array(found.data!.buffer)).toEqual(new Uint8Array(data!.slice().buffer));
  }
});

test("what cannot be written is refused", () => {
  const write = (name: string, x: Tensor) => () => encode({ tensors: new Map([[name, x]]), metadata: none });
  expect(write("__metadata__", tensor(1))).toThrow(
    "encode: expected another name, received __metadata__. Rename the tensor.",
  );
  expect(write("x", new Tensor({ shape: [2], dtype: "float32" }))).toThrow("expected a value, received an expression");
});
