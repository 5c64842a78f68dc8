import { ChainruleError, ValueError } from "@chainrule/tensor";
import { CommanderError } from "commander";
import pc from "picocolors";

/** What was asked for cannot be done: a flag or a file is not as it should be. */
export const usage = (message: string): ValueError => new ValueError(message);

/** 0 done, 2 bad input or usage, 3 failure. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof ChainruleError && error.code !== "NonFiniteError" ? 2 : 3;
}

/** Says on stderr what went wrong. */
export function report(error: unknown, json: boolean): void {
  const code =
    error instanceof CommanderError ? "UsageError" : error instanceof ChainruleError ? error.code : "Failure";
  const isHelp = error instanceof CommanderError && error.code === "commander.help";
  const message = isHelp
    ? "expected a command, received none. chainrule --help lists them."
    : (error instanceof Error ? error.message : String(error)).replace(/^error: /, "");
  const text = json ? JSON.stringify({ error: { code, message } }) : `${pc.red("chainrule:")} ${message}`;
  process.stderr.write(`${text}\n`);
}
