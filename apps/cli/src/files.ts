import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { parseCsv, type Preparation, type Table, validatePreparation } from "@chainrule/data";
import { load, type Network } from "@chainrule/network";
import { unreadable, writeFileAtomic } from "@chainrule/network/node";
import { usage } from "./failure.ts";

/** A text that is installed with the command; sources and what is built lie side by side. */
export const readData = (name: string): string => readFileSync(new URL(`../data/${name}`, import.meta.url), "utf8");

/** A file, or stdin where `-` is named. */
export async function readInput(path: string): Promise<Buffer> {
  try {
    return await (path === "-" ? buffer(process.stdin) : readFile(path));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Whether these are the bytes of a model: it begins with the length of its header, whose upper ones are 0. */
export const isModel = (bytes: Uint8Array): boolean => bytes.subarray(0, 16).includes(0);

/** To a file as a whole, or to stdout where none or `-` is named. */
export async function writeOutput(text: string, path = "-"): Promise<void> {
  if (path === "-") process.stdout.write(text);
  else await writeFileAtomic(path, new TextEncoder().encode(text));
}

export const readTable = async (path: string): Promise<Table> => parseCsv((await readInput(path)).toString());

/** A model that was trained on a table, with what turns tables into its inputs. */
export async function readModel(path: string): Promise<{ net: Network; preparation: Preparation }> {
  const bytes = await readInput(path);
  if (bytes.length > 0 && !isModel(bytes)) {
    throw usage(
      `${path}: expected a model, received a text, such as a sheet or a table. A model is what train saves; ` +
        "a sheet is explained without --input.",
    );
  }
  const net = load(bytes);
  if (net.preprocessing === undefined) {
    throw usage(
      `${path}: expected a model with the preparation of its table, received one that was saved without: it does not ` +
        "say how a row becomes its inputs. Train it with chainrule train, or in the program set net.preprocessing to " +
        "what fitPreparation of @chainrule/data gives before saveFile; layoutNetwork of @chainrule/worksheet explains " +
        "any net.",
    );
  }
  return { net, preparation: validatePreparation(net.preprocessing) };
}
