import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The check as one module, and what its workers run, which has to lie beside it. */
export interface Bundle {
  readonly check: string;
  readonly worker: string;
}

/** From the sources. */
export async function bundle(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./check.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["@chainrule/source"],
  });
  const worker = readFileSync(fileURLToPath(import.meta.resolve("@chainrule/compiler/worker")), "utf8");
  return { check: outputFiles[0]!.text, worker };
}
