import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { parseCsv, type Preparation, type Table, validatePreparation } from "@chainrule/data";
import type { Network } from "@chainrule/network";
import { FileError, loadFile, writeFileAtomic } from "@chainrule/network/node";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

/** A text that is installed with the command; sources and what is built lie side by side. */
export const readData = (name: string): string => readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8");

/** A file, or stdin where `-` is named. */
export const readInput = (path: string): Promise<Buffer> => (path === "-" ? buffer(process.stdin) : readFile(path));

/** To a file as a whole, or to stdout where none or `-` is named. */
export async function writeOutput(text: string, path = "-"): Promise<void> {
  if (path === "-") process.stdout.write(text);
  else await writeFileAtomic(path, new TextEncoder().encode(text));
}

export async function readTable(path: string): Promise<Table> {
  let text: string;
  try {
    text = (await readInput(path)).toString();
  } catch (cause) {
    throw new FileError(`read ${path}: expected a file that can be read, received ${codeOf(cause)}. Check the path.`, {
      cause,
    });
  }
  return parseCsv(text);
}

/** A model that was trained on a table, with what turns tables into its inputs. */
export async function readModel(path: string): Promise<{ net: Network; preparation: Preparation }> {
  const net = await loadFile(path);
  return { net, preparation: validatePreparation(net.preprocessing) };
}
