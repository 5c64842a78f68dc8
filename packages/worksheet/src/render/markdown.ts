import type { Answer } from "../answers/answer.ts";
import type { Worksheet } from "../layout/layout.ts";
import { latexOf } from "../layout/symbols.ts";
import type { RenderOptions } from "./options.ts";
import { pageOf, type Line, type Part, type Table } from "./page.ts";

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
export function matrixOf(quantity: string, { caption, rows, columns }: Table): string {
  const gapAfter = (numbers: readonly number[]): number =>
    numbers.findIndex((n, i) => i + 1 < numbers.length && numbers[i + 1] !== n + 1);
  const [column, row] = [gapAfter(columns), gapAfter(rows.map(({ number }) => number))];
  const line = (cells: readonly string[], dots: string): string =>
    (column < 0 ? cells : [...cells.slice(0, column + 1), dots, ...cells.slice(column + 1)]).join(" & ");
  const lines = rows.map(({ cells }) => line(cells, "\\cdots"));
  if (row >= 0)
    lines.splice(
      row + 1,
      0,
      line(
        columns.map(() => "\\vdots"),
        "\\ddots",
      ),
    );
  const name = caption ? `\\underset{\\text{${caption}}}{${latexOf(quantity)}}` : latexOf(quantity);
  return `${name} = \\begin{bmatrix} ${lines.join(" \\\\ ")} \\end{bmatrix}`;
}
