import { basename } from "node:path";
import { FileError } from "@chainrule/network/node";
import { ChainruleError } from "@chainrule/tensor";
import {
  isAllRight,
  type Marked,
  type Marking,
  markSheet,
  readSheetText,
  reportMarking,
  type Sheet,
  summarize,
  type Summary,
} from "@chainrule/worksheet";
import Table from "cli-table3";
import { report } from "../failure.ts";
import { readInput } from "../files.ts";

export interface MarkFlags {
  readonly json?: boolean;
  readonly summary?: boolean;
}

/** Marks sheets. Exit code 0 when all is right, 1 when something is wrong or missing, 2 when a sheet cannot be read. */
export async function mark(paths: readonly string[], { json = false, summary = false }: MarkFlags): Promise<void> {
  const marked: Marked[] = [];
  for (const path of paths) {
    const found = await markFile(path, json);
    marked.push({ who: found?.sheet.author ?? basename(path), marking: found?.marking });
    if (found && !summary) process.stdout.write(`${json ? JSON.stringify(found.marking) : textOf(found)}\n`);
  }
  if (summary) process.stdout.write(`${json ? JSON.stringify(summarize(marked)) : summaryText(summarize(marked))}\n`);
  const unread = marked.some(({ marking }) => marking === undefined);
  const right = marked.every(({ marking }) => marking && isAllRight(marking));
  process.exitCode = unread ? 2 : right ? 0 : 1;
}

interface Found {
  readonly sheet: Sheet;
  readonly marking: Marking;
}

/** One sheet that cannot be read must not keep the others from being marked: it is reported, and undefined. */
async function markFile(path: string, json: boolean): Promise<Found | undefined> {
  try {
    const sheet = readSheetText((await readInput(path)).toString());
    return { sheet, marking: markSheet(sheet) };
  } catch (error) {
    if (!(error instanceof ChainruleError)) throw error;
    const message = error instanceof FileError ? error.message : `${path}: ${error.message}`;
    report(new ChainruleError(error.code, message), json);
    return undefined;
  }
}

const textOf = ({ sheet, marking }: Found): string => `${reportMarking(sheet, marking)}\n`;

function summaryText({ sheets, mistakes }: Summary): string {
  const plain = { head: [], border: [] };
  const who = new Table({ head: ["who", "first wrong", "mistake"], style: plain });
  for (const { who: name, firstWrong, mistake } of sheets) who.push([name, firstWrong ?? "", mistake]);
  const often = new Table({ head: ["mistake", "times"], style: plain });
  for (const { id, count } of mistakes) often.push([id, count]);
  return mistakes.length > 0 ? `${who.toString()}\n\n${often.toString()}` : who.toString();
}
