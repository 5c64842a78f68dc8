import type { Answer } from "../answers/answer.ts";
import type { Worksheet } from "../layout/layout.ts";
import { lineOf, matrixOf } from "./markdown.ts";
import { escaped, latexDocument } from "./latexDocument.ts";
import type { RenderOptions } from "./options.ts";
import { pageOf, type Part } from "./page.ts";

/** A worksheet as a LaTeX document: pdflatex, xelatex and lualatex take it, with amsmath and nothing else. */
export function renderLatex(worksheet: Worksheet, options?: RenderOptions): string {
  const { title, introduction, parts, answers } = pageOf(worksheet, "latex", options);
  return latexDocument(title, [
    ...introduction.flatMap((line) => [escaped(line), ""]),
    ...parts.flatMap(partLines),
    ...answers.flatMap(answerLines),
  ]);
}

function partLines({ number, step, formula, lines, moreLines, tables }: Part): string[] {
  return [
    `\\subsection*{${number}. ${escaped(step.title)}}`,
    ...(formula ? [`\\[ ${formula} \\]`] : []),
    // Within a line, formulas break by themselves where they are too long.
    ...lines.flatMap((line) => [`{\\raggedright $${lineOf(step.quantity, line)}$\\par}`]),
    ...(moreLines > 0 ? [`\\ldots{} and ${moreLines} more in the same way.`, ""] : []),
    ...tables.flatMap((table) => [
      `\\[ ${matrixOf(step.quantity, table)} \\]`,
      ...(table.leftOut ? [`(${escaped(table.leftOut)})`, ""] : []),
    ]),
    "",
  ];
}

const answerLines = ({ question, answer, figures }: Answer): string[] => [
  `\\subsection*{${escaped(question)}}`,
  ...answer.flatMap((line) => [escaped(line), ""]),
  "\\begin{itemize}",
  ...figures.map((line) => `\\item ${escaped(line)}`),
  "\\end{itemize}",
];
