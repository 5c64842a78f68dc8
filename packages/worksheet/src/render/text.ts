import type { Answer } from "../answers/answer.ts";
import type { Worksheet } from "../layout/layout.ts";
import type { RenderOptions } from "./options.ts";
import { pageOf, type Part, type Table, withGap } from "./page.ts";

/** A worksheet for a terminal. */
export function renderText(worksheet: Worksheet, options?: RenderOptions): string {
  const { title, introduction, parts, answers } = pageOf(worksheet, "text", options);
  return [
    title,
    "=".repeat(title.length),
    "",
    ...introduction,
    "",
    ...parts.flatMap(partLines),
    ...answers.flatMap(answerLines),
  ].join("\n");
}

function partLines({ number, step, formula, lines, moreLines, tables }: Part): string[] {
  return [
    `${number}. ${step.title}`,
    ...(formula ? [`   ${formula}`] : []),
    ...lines.map(({ cell, formula: put, value }) => `   ${cell} = ${put && put !== value ? `${put} = ` : ""}${value}`),
    ...(moreLines > 0 ? [`   … and ${moreLines} more in the same way`] : []),
    ...tables.flatMap((table) => tableLines(step.quantity, table)),
    "",
  ];
}

const answerLines = ({ question, answer, figures }: Answer): string[] => [
  question,
  ...answer.map((line) => `   ${line}`),
  ...figures.map((line) => `   - ${line}`),
  "",
];

function tableLines(name: string, { caption, rows, gap, leftOut }: Table): string[] {
  const width = Math.max(...rows.flatMap(({ cells }) => cells.map((cell) => cell.length)));
  const lead = `   ${name}${caption ? ` (${caption})` : ""} = `;
  const lines = rows.map(({ cells }) => cells.map((cell) => cell.padStart(width)));
  const dots = Array<string>(lines[0]?.length ?? 0).fill("…".padStart(width));
  return [
    ...withGap(lines, gap.row, dots).map(
      (cells, i) => `${i === 0 ? lead : " ".repeat(lead.length)}[ ${withGap(cells, gap.column, "…").join("  ")} ]`,
    ),
    ...(leftOut ? [`   (${leftOut})`] : []),
  ];
}
