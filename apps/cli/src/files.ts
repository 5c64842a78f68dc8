import { open, readFile, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseCsv, type Preparation, type Table, validatePreparation } from "@chainrule/data";
import type { Network } from "@chainrule/network";
import { FileError, loadFile } from "@chainrule/network/node";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

export async function readTable(path: string): Promise<Table> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
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

/** Throws before any work is done if a file could not be written there in the end. */
export async function requireWritable(path: string): Promise<void> {
  const probe = join(dirname(path), `.${basename(path)}.${process.pid}.probe`);
  try {
    if ((await stat(path).catch(() => undefined))?.isDirectory()) throw new Error("a folder");
    // Asking for the rights would not do: some file systems refuse only when a file is made.
    await (await open(probe, "wx")).close();
    await rm(probe);
  } catch (cause) {
    const received = cause instanceof Error && !("code" in cause) ? cause.message : codeOf(cause);
    throw new FileError(
      `--out ${path}: expected a path that can be written, received ${received}. Name a file in a folder that exists.`,
      { cause },
    );
  }
}
