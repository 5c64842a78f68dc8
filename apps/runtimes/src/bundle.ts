import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The check as one module, from the sources. */
export async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./check.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["@chainrule/source"],
  });
  return outputFiles[0]!.text;
}
