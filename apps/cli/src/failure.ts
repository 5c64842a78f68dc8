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

/** What the packages advise to do in a program, as one does it here. */
const flagsFor: readonly (readonly [inProgram: RegExp, here: string])[] = [
  [/fill such cells with the option missing: "mean"/, "train with --missing mean, which fills such cells"],
  [/missing: "mean"/, "--missing mean"],
  [/kind: "classes"/, "--kind classes"],
  [/the option positive/, "--positive"],
  [/list the column under categories/, "train with the column under --categories"],
  [/out of features/, "out with --drop"],
  [/Leave out stratify/, "Add rows until a label comes twice"],
];

const inFlags = (message: string): string =>
  flagsFor.reduce((text, [inProgram, here]) => text.replace(inProgram, here), message);

/** Where it stands how a sheet is written, for one that cannot be read. */
const withFormat = (message: string): string =>
  /\breadSheet(?:Text)?: /.test(message)
    ? `${message.replace(/ See the sheet format\.$/, "")} The format: chainrule docs worksheet/sheet.`
    : message;

/** Says on stderr what went wrong. */
export function report(error: unknown, json: boolean): void {
  const code =
    error instanceof CommanderError ? "UsageError" : error instanceof ChainruleError ? error.code : "Failure";
  const isHelp = error instanceof CommanderError && error.code === "commander.help";
  const message = isHelp
    ? "expected a command, received none. chainrule --help lists them."
    : withFormat(inFlags((error instanceof Error ? error.message : String(error)).replace(/^error: /, "")));
  const text = json ? JSON.stringify({ error: { code, message } }) : `${pc.red("chainrule:")} ${message}`;
  process.stderr.write(`${text}\n`);
}
