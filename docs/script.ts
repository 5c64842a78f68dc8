import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

// Documentation is run by the tests: what a script prints is written beside it, a comment for each line of output.

/** The folder of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** What a script says that it prints: the comments `// → …`, in the order of the code, each a line. */
export const promised = (code: string): string =>
  [...code.matchAll(/\/\/ → ?(.*)$/gm)].map(([, line]) => line).join("\n");

/** What a script prints, in a Node of its own that reads our packages from their sources. */
export const printed = (...script: readonly string[]): Promise<string> => run(script);

/** What each of many scripts prints, all in one Node: one after the other, each as a module of its own. */
export async function printedByEach(scripts: readonly string[]): Promise<string[]> {
  return JSON.parse(
    await run([fileURLToPath(new URL("runBlocks.ts", import.meta.url))], JSON.stringify(scripts)),
  ) as string[];
}

async function run(script: readonly string[], input = ""): Promise<string> {
  const running = promisify(execFile)(process.execPath, ["--conditions=@chainrule/source", ...script], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: "0" },
    timeout: 120_000,
  });
  running.child.stdin?.end(input);
  return (await running).stdout.trimEnd();
}
