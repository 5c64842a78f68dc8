import { latexOf } from "../layout/symbols.ts";
import { displayed, escaped, latexDocument } from "../render/latexDocument.ts";
import type { SheetJson } from "../sheet/json.ts";
import type { Written } from "../sheet/types.ts";
import { rowsOf } from "../sheet/writeTable.ts";
import { task } from "./task.ts";

/** A sheet as a LaTeX document: the net, and for each step its numbers or room for them. */
export function sheetLatex({ title, network, steps }: SheetJson): string {
  const { sentence, given } = task(network);
  return latexDocument(title, [
    escaped(sentence),
    ...given.map(([name, printed]) => matrix(name, printed)),
    ...steps.flatMap(({ quantity, label, printed }, i) => [
      `\\subsection*{${i + 1}. ${escaped(label)}}`,
      matrix(quantity, printed),
    ]),
  ]);
}

function matrix(name: string, printed: Written): string {
  const cell = (text: string): string => (text === "?" ? "\\underline{\\hspace{1.6cm}}" : text);
  const rows = rowsOf(printed).map((row) => row.map(cell).join(" & "));
  return displayed(`${latexOf(name)} = \\begin{bmatrix} ${rows.join(" \\\\[1ex] ")} \\end{bmatrix}`);
}
