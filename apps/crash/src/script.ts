import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The training as one script, which starts quickly: its path. */
export async function buildTraining(folder: string): Promise<string> {
  const script = join(folder, "training.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("training.ts", import.meta.url))],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@chainrule/source"],
    logLevel: "error",
  });
  return script;
}
