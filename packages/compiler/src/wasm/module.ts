import { Bytes } from "./bytes.ts";
import { type Code, type Signature, signatures } from "./code.ts";
import * as types from "./types.ts";

const { i32 } = types;

/** Of 64 KiB: as much as there can be. */
export const mostPages = 65536;

/**
 * A module of functions that work on an imported memory. Function 0 is the imported `host`; the last one is `run`, and
 * where the memory is shared the one before it is `work`.
 */
export function moduleOf(functions: readonly Code[], shared: boolean): Uint8Array<ArrayBuffer> {
  const section = (id: number, fill: (part: Bytes) => void): Bytes => {
    const part = new Bytes();
    fill(part);
    return new Bytes().byte(id).sized(part);
  };
  const name = (part: Bytes, text: string): Bytes => part.unsigned(text.length).byte(...new TextEncoder().encode(text));
  const file = new Bytes().byte(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const kinds: readonly Signature[] = Object.values(signatures);
  file.append(
    section(1, (part) => {
      part.unsigned(kinds.length);
      const numbers = (count: number): unknown => part.unsigned(count).byte(...Array<number>(count).fill(i32));
      for (const { takes, gives } of kinds) {
        part.byte(0x60);
        numbers(takes);
        numbers(gives);
      }
    }),
  );
  file.append(
    section(2, (part) => {
      part.unsigned(2);
      name(name(part, "env"), "memory")
        .byte(2, shared ? 3 : 0)
        .unsigned(1);
      if (shared) part.unsigned(mostPages);
      name(name(part, "env"), "host").byte(0).unsigned(kinds.indexOf(signatures.host));
    }),
  );
  file.append(
    section(3, (part) => {
      part.unsigned(functions.length);
      functions.forEach(({ signature }) => part.unsigned(kinds.indexOf(signature)));
    }),
  );
  const exported = shared ? ["run", "work"] : ["run"];
  file.append(
    section(7, (part) => {
      part.unsigned(exported.length);
      exported.forEach((text, i) =>
        name(part, text)
          .byte(0)
          .unsigned(functions.length - i),
      );
    }),
  );
  file.append(
    section(10, (part) => {
      part.unsigned(functions.length);
      functions.forEach((code) => part.sized(code.bytes()));
    }),
  );
  return file.view();
}
