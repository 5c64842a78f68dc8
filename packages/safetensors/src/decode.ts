import { type DType, isRecord, memories, type Spec, Tensor, ValueError } from "@chainrule/tensor";
import { bytesOf, codes, type Contents, longestHeader } from "./format.ts";

/**
 * Reads a safetensors file.
 *
 * @param bytes - the whole file
 * @throws ValueError if it is cut off, is no safetensors file, or its header does not describe the bytes behind it:
 *   every byte belongs to exactly one tensor
 */
export function decode(bytes: Uint8Array): Contents {
  const refuse = (expected: string, received: string): never => {
    throw new ValueError(
      `decode: expected ${expected}, received ${received}. The file is cut off or of another format.`,
    );
  };
  if (!ArrayBuffer.isView(bytes) || bytes.length < 8) refuse("a Uint8Array of at least 8 bytes", String(bytes).slice(0, 40));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const start = 8 + length;
  if (length > longestHeader || start > bytes.length)
    refuse(`a header of at most ${bytes.length - 8} bytes`, `${length}`);

  const header = parse(bytes.subarray(8, start)) ?? refuse("a header of JSON", "something else");
  const metadata = new Map<string, string>();
  const entries: Entry[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (!isRecord(entry)) refuse(`an object for ${JSON.stringify(name)}`, typeof entry);
    if (name === "__metadata__") {
      for (const [key, value] of Object.entries(entry as object)) {
        metadata.set(key, typeof value === "string" ? value : refuse(`text as metadata ${key}`, typeof value));
      }
      continue;
    }
    const { dtype: code, shape, data_offsets: span } = entry as Record<string, unknown>;
    const dtype =
      (Object.keys(codes) as DType[]).find((known) => codes[known] === code) ??
      refuse(`dtype ${Object.values(codes).join(", ")} for ${name}`, JSON.stringify(code));
    if (!isCounts(shape)) return refuse(`a shape for ${name}`, JSON.stringify(shape));
    const size = shape.reduce((product, n) => product * n, 1) * bytesOf(dtype);
    if (!isCounts(span) || span.length !== 2 || span[1]! - span[0]! !== size || start + span[1]! > bytes.length) {
      return refuse(`${size} bytes for ${name} within the file`, `offsets ${JSON.stringify(span)}`);
    }
    entries.push({ name, dtype, shape, from: span[0]!, to: span[1]! });
  }
  // Checked before anything is copied: overlapping tensors could ask for more memory than the file has.
  let end = 0;
  for (const { from, to } of entries.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    if (from !== end) refuse(`tensors side by side, the next at byte ${end}`, `one at byte ${from}`);
    end = to;
  }
  if (start + end !== bytes.length) refuse(`${start + end} bytes`, `${bytes.length}`);
  const body = bytes.subarray(start);
  return { tensors: new Map(entries.map((entry) => [entry.name, read(body, entry)])), metadata };
}

/** A tensor in the header. */
interface Entry extends Spec {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function parse(bytes: Uint8Array): object | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);

function read(body: Uint8Array, { dtype, shape, from, to }: Entry): Tensor {
  // A copy, aligned whatever the file is part of; the slice of a Node buffer would be none.
  const { buffer } = new Uint8Array(body.subarray(from, to));
  const data = new memories[dtype](buffer);
  return new Tensor({ dtype, shape }, dtype === "bool" ? data.map((x) => Number(x !== 0)) : data);
}
