import { relu, softmax } from "@chainrule/activations";
import { sparseCategoricalCrossentropy } from "@chainrule/losses";
import { adam } from "@chainrule/optimizers";
import { decode, encode } from "@chainrule/safetensors";
import { ChainruleError, foldIn, normal, randomBits, randomKey, tensor, ValueError, zeros } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { accuracy, dense, dropout, load, loadCheckpoint, predict, resume, save, sequential, train } from "../index.ts";

const inputs = normal(randomKey(1), [10, 3]);
const data = { inputs, targets: tensor([0, 1, 2, 0, 1, 2, 0, 1, 2, 0], { dtype: "int32" }) };
const run = train(sequential([dense(4, relu), dropout(0.2), dense(3, softmax)]), data, {
  loss: sparseCategoricalCrossentropy,
  optimizer: adam(),
  epochs: 4,
  batchSize: 4,
  metrics: { accuracy },
  earlyStopping: { patience: 2 },
  validation: data,
});
for await (const { step } of run) if (step === 7) break;
run.net.preprocessing = { mean: [1, null] };
const bytes = save(run.state);
const { tensors, metadata } = decode(bytes);

/** The file with other metadata. */
const withMetadata = (name: string, text: string): Uint8Array =>
  encode({ tensors, metadata: new Map([...metadata, [name, text]]) });

describe("is refused", () => {
  const model = save(run.net);
  test.each<[string, () => unknown, string]>([
    [
      "a newer version",
      () => load(withMetadata("format", "chainrule/2")),
      "load: expected format chainrule/1, received chainrule/2, of a newer version. Update @chainrule/network to read it.",
    ],
    [
      "a safetensors file of others",
      () => load(encode({ tensors, metadata: new Map([["format", "pt"]]) })),
      "received a safetensors file of another kind.",
    ],
    ["one without metadata", () => load(encode({ tensors, metadata: new Map() })), "of another kind"],
    ["something else", () => load(new TextEncoder().encode("not a model at all, only text")), "of another format"],
    ["nothing", () => load(new Uint8Array()), "cut off"],
    [
      "a network for a checkpoint",
      () => loadCheckpoint(model),
      "received a network alone. Read it with load, and train it.",
    ],
    ["weights that are not there", () => load(encode({ tensors: new Map(), metadata })), "The file is damaged"],
  ])("%s", (_, call, message) => {
    expect(call).toThrow(ValueError);
    expect(call).toThrow(message);
  });
});

test("a file cut off anywhere is refused", () => {
  for (let length = 0; length < bytes.length; length++) {
    expect(() => load(bytes.subarray(0, length)), `${length} bytes`).toThrow(ValueError);
  }
});

/** Uses a damaged file in all ways: it may be sound by chance, or fails with an error that says so. */
async function use(file: Uint8Array): Promise<void> {
  const ways: (() => unknown)[] = [
    () => {
      const net = load(file);
      const { inputShape, dtype } = net.memory!;
      predict(net, zeros([2, ...inputShape], { dtype }));
      save(net);
    },
    () => resume(loadCheckpoint(file), data, { validation: data }).finished,
  ];
  for (const way of ways) {
    try {
      await way();
    } catch (error) {
      if (!(error instanceof ChainruleError)) throw error;
    }
  }
}

/** Four random numbers below 2³¹ for each n. */
const draw = (seed: number, n: number): [number, number, number, number] =>
  [...randomBits(foldIn(randomKey(seed), n), [4], 31).toTypedArray()] as [number, number, number, number];

test("bytes that were changed lead to typed errors only", async () => {
  for (let n = 0; n < 1500; n++) {
    const [place, value] = draw(1, n);
    const file = bytes.slice();
    file[place % file.length] = value % 256;
    await use(file);
  }
}, 60_000);

test("metadata that was changed leads to typed errors only", async () => {
  type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
  const pathsOf = (json: Json, path: string[] = []): string[][] => {
    const entries = typeof json === "object" && json !== null ? Object.entries(json) : [];
    return [path, ...entries.flatMap(([name, part]) => pathsOf(part, [...path, name]))];
  };
  const names = [...metadata.keys()].filter((name) => name !== "format");
  const places = names.flatMap((name) => {
    const json = JSON.parse(metadata.get(name)!) as Json;
    return pathsOf(json).map((path) => ({ name, json, path }));
  });
  const values: Json[] = [null, true, 0, -1, 1, 2, 0.5, 1e9, 2 ** 53, "", "x", "NaN", "__proto__", "int32", "matmul"];
  const deep: Json[] = [[], {}, [1e9], [-1, -1]];
  const other = [...values, ...deep];
  for (let n = 0; n < 1500; n++) {
    const [place, value] = draw(2, n);
    const { name, json, path } = places[place % places.length]!;
    const change = (part: Json, [first, ...rest]: string[]): Json => {
      if (first === undefined) return other[value % other.length]!;
      const copy = (Array.isArray(part) ? [...part] : { ...(part as object) }) as Record<string, Json>;
      copy[first] = change(copy[first]!, rest);
      return copy;
    };
    await use(withMetadata(name, JSON.stringify(change(json, path))));
  }
}, 60_000);
