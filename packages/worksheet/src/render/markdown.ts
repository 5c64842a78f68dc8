import type { Answer } from "../answers/answer.ts";
import type { Worksheet } from "../layout/layout.ts";
import { latexOf } from "../layout/symbols.ts";
import type { RenderOptions } from "./options.ts";
import { pageOf, type Line, type Part, type Table, withGap } from "./page.ts";

/** A worksheet in Markdown, with formulas in LaTeX between dollar signs. */
export function renderMarkdown(worksheet: Worksheet, options?: RenderOptions): string {
  const { title, introduction, parts, answers } = pageOf(worksheet, "latex", options);
  return [
    `# ${title}`,
    "",
    ...introduction.flatMap((line) => [line, ""]),
    ...parts.flatMap(partLines),
    ...answers.flatMap(answerLines),
  ].join("\n");
}

function partLines({ number, step, formula, lines, moreLines, tables }: Part): string[] {
  return [
    `## ${number}. ${step.title} (\`${step.id}\`)`,
    "",
    ...(formula ? [`$$${formula}$$`, ""] : []),
    ...lines.map((line) => `- $${lineOf(step.quantity, line)}$`),
    ...(lines.length > 0 ? [""] : []),
    ...(moreLines > 0 ? [`… and ${moreLines} more in the same way.`, ""] : []),
    ...tables.flatMap((table) => [
      `$$${matrixOf(step.quantity, table)}$$`,
      "",
      ...(table.leftOut ? [`(${table.leftOut})`, ""] : []),
    ]),
  ];
}

const answerLines = ({ question, answer, figures }: Answer): string[] => [
  `## ${question}`,
  "",
  ...answer.flatMap((line) => [line, ""]),
  ...figures.map((line) => `- ${line}`),
  "",
];

/** `z_{1}[1,2] = 0.5 \cdot 0.4 = 0.2` */
export function lineOf(quantity: string, { cell, formula, value }: Line): string {
  const name = latexOf(quantity) + cell.slice(quantity.length);
  return [name, ...(formula && formula !== value ? [formula] : []), value].join(" = ");
}

/** A matrix; dots stand where rows or columns are left out. */
export function matrixOf(quantity: string, { caption, rows, columns, gap }: Table): string {
  const line = (cells: readonly string[], dots: string): string => withGap(cells, gap.column, dots).join(" & ");
  const lines = rows.map(({ cells }) => line(cells, "\\cdots"));
  const left = columns.map(() => "\\vdots");
  const name = caption ? `\\underset{\\text{${caption}}}{${latexOf(quantity)}}` : latexOf(quantity);
  return `${name} = \\begin{bmatrix} ${withGap(lines, gap.row, line(left, "\\ddots")).join(" \\\\ ")} \\end{bmatrix}`;
}
