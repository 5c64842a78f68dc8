import { execFile } from "node:child_process";
import { promisify } from "node:util";

const promised = promisify(execFile);

/** Runs a program to its end. What it printed, or an error that shows it. */
export async function run(
  cwd: string,
  env: NodeJS.ProcessEnv,
  program: string,
  ...args: readonly string[]
): Promise<string> {
  try {
    const { stdout } = await promised(program, args, { cwd, env, maxBuffer: 2 ** 26 });
    return stdout.trim();
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    const tail = `${stdout}\n${stderr}`.trim().split("\n").slice(-25).join("\n");
    throw new Error(`${program} ${args.join(" ")} in ${cwd}:\n${tail}`, { cause: error });
  }
}
