import { Bytes } from "./bytes.ts";
import { type Code, types } from "./code.ts";

const { i32 } = types;

/** A module of functions that work on an imported memory. Function 0 is the imported `host`; the last one is `run`. */
export function moduleOf(
  functions: readonly Code[],
  { pages, shared }: { pages: number; shared: boolean },
): Uint8Array<ArrayBuffer> {
  const section = (id: number, fill: (part: Bytes) => void): Bytes => {
    const part = new Bytes();
    fill(part);
    return new Bytes().byte(id).sized(part);
  };
  const name = (part: Bytes, text: string): Bytes => part.unsigned(text.length).byte(...new TextEncoder().encode(text));
  const file = new Bytes().byte(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  file.append(section(1, (part) => part.byte(2, 0x60, 1, i32, 0, 0x60, 2, i32, i32, 1, i32)));
  file.append(
    section(2, (part) => {
      part.unsigned(2);
      name(name(part, "env"), "memory")
        .byte(2, shared ? 3 : 0)
        .unsigned(pages);
      if (shared) part.unsigned(pages);
      name(name(part, "env"), "host").byte(0).unsigned(0);
    }),
  );
  file.append(
    section(3, (part) => {
      part.unsigned(functions.length);
      functions.forEach(({ signature }) => part.unsigned(signature));
    }),
  );
  file.append(section(7, (part) => name(part.unsigned(1), "run").byte(0).unsigned(functions.length)));
  file.append(
    section(10, (part) => {
      part.unsigned(functions.length);
      functions.forEach((code) => part.sized(code.bytes()));
    }),
  );
  return file.view();
}
