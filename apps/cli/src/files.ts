import { readFile } from "node:fs/promises";
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
