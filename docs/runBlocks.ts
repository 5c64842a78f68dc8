import { registerHooks } from "node:module";
import { json } from "node:stream/consumers";

// Runs pieces of TypeScript one after the other, each as a module of its own, and says what each printed. One process
// for all of them, since most of the time of a short script goes into starting Node and reading our packages.

const scheme = "block:";
const blocks = (await json(process.stdin)) as readonly string[];

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith(scheme)) return { url: specifier, shortCircuit: true };
    // What a block imports is looked up as if it stood in the folder of this file.
    return next(
      specifier,
      context.parentURL?.startsWith(scheme) ? { ...context, parentURL: import.meta.url } : context,
    );
  },
  load(url, context, next) {
    if (!url.startsWith(scheme)) return next(url, context);
    return { format: "module-typescript", source: blocks[Number(url.slice(scheme.length))]!, shortCircuit: true };
  },
});

const write = process.stdout.write.bind(process.stdout);

/** The output of a block, and its error if it ended with one. */
async function run(number: number): Promise<string> {
  let output = "";
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    output += String(chunk);
    return true;
  };
  try {
    await import(`${scheme}${number}`);
  } catch (error) {
    output += error instanceof Error ? error.stack : String(error);
  } finally {
    process.stdout.write = write;
  }
  return output.trimEnd();
}

const outputs: string[] = [];
for (const number of blocks.keys()) outputs.push(await run(number));
write(JSON.stringify(outputs));
