import type { Answer } from "../answers/answer.ts";
import type { Worksheet } from "../layout/layout.ts";
import { lineOf, matrixOf } from "./markdown.ts";
import type { RenderOptions } from "./options.ts";
import { pageOf, type Part } from "./page.ts";

/** A worksheet as a LaTeX document: pdflatex, xelatex and lualatex take it, with amsmath and nothing else. */
export function renderLatex(worksheet: Worksheet, options?: RenderOptions): string {
  const { title, introduction, parts, answers } = pageOf(worksheet, "latex", options);
  return [
    "\\documentclass[a4paper]{article}",
    "\\usepackage[utf8]{inputenc}",
    "\\usepackage[margin=2cm]{geometry}",
    "\\usepackage{amsmath}",
    "\\setcounter{MaxMatrixCols}{40}",
    "\\setlength{\\parindent}{0pt}",
    "\\allowdisplaybreaks",
    "\\begin{document}",
    `\\section*{${escaped(title)}}`,
    ...introduction.flatMap((line) => [escaped(line), ""]),
    ...parts.flatMap(partLines),
    ...answers.flatMap(answerLines),
    "\\end{document}",
    "",
  ].join("\n");
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

const special: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "−": "$-$",
  "·": "$\\cdot$",
  "…": "\\ldots{}",
};

/** Text as LaTeX prints it. */
const escaped = (text: string): string =>
  text.replace(/[\\^~−·…]|[#$%&_{}]/g, (character) => special[character] ?? `\\${character}`);
