import { refuse, ValueError } from "@chainrule/tensor";
import { bytesOf, codes, type Contents } from "./format.ts";

/**
 * Writes a safetensors file: the length of the header (8 bytes, little endian), the header as JSON, the raw numbers.
 *
 * The same contents give the same bytes: tensors are laid out by width, then by name, so that each is aligned.
 *
 * @throws ValueError if a tensor is called `__metadata__`; TraceError if one is an expression
 * @see https://github.com/huggingface/safetensors#format
 */
export function encode({ tensors, metadata }: Contents): Uint8Array<ArrayBuffer> {
  const entries = [...tensors].sort(([a, x], [b, y]) => bytesOf(y.dtype) - bytesOf(x.dtype) || (a < b ? -1 : 1));
  const header: [string, unknown][] = metadata.size > 0 ? [["__metadata__", Object.fromEntries(metadata)]] : [];
  let at = 0;
  const parts = entries.map(([name, tensor]) => {
    if (name === "__metadata__") refuse(ValueError, "encode", "another name", "__metadata__", "Rename the tensor.");
    const data = tensor.toTypedArray();
    const end = at + data.byteLength;
    header.push([name, { dtype: codes[tensor.dtype], shape: tensor.shape, data_offsets: [at, end] }]);
    const part = { bytes: new Uint8Array(data.buffer), at };
    at = end;
    return part;
  });
  const text = JSON.stringify(Object.fromEntries(header));
  const json = new TextEncoder().encode(text);
  // Spaces bring the numbers to a multiple of 8.
  const length = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + length + at);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.fill(0x20, 8, 8 + length);
  file.set(json, 8);
  for (const part of parts) file.set(part.bytes, 8 + length + part.at);
  return file;
}
