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
export async function printed(...script: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@chainrule/source", ...script], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: "0" },
    timeout: 120_000,
  });
  return stdout.trimEnd();
}
