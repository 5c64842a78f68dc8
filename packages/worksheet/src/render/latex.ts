import type { Answer } from "../answers/answer.ts";
import type { Worksheet } from "../layout/layout.ts";
import { lineOf, matrixOf } from "./markdown.ts";
import { displayed, escaped, latexDocument } from "./latexDocument.ts";
import type { RenderOptions } from "./options.ts";
import { pageOf, type Part } from "./page.ts";

/** A worksheet as a LaTeX document: pdflatex, xelatex and lualatex take it, with amsmath and graphicx alone. */
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
    ...(formula ? [displayed(formula)] : []),
    // Within a line, formulas break by themselves where they are too long.
    ...lines.map((line) => `{\\raggedright $${breakable(lineOf(step.quantity, line))}$\\par}`),
    ...(moreLines > 0 ? [`\\ldots{} and ${moreLines} more in the same way.`, ""] : []),
    ...tables.flatMap((table) => [
      displayed(matrixOf(step.quantity, table)),
      ...(table.leftOut ? [`(${escaped(table.leftOut)})`, ""] : []),
    ]),
    "",
  ];
}

const answerLines = ({ question, answer, figures }: Answer): string[] => [
  `\\subsection*{${escaped(question)}}`,
  ...answer.flatMap((line) => [escaped(line), ""]),
  ...(figures.length > 0
    ? ["\\begin{itemize}", ...figures.map((line) => `\\item ${escaped(line)}`), "\\end{itemize}"]
    : []),
];

/** Beyond so many characters a bracket or a fraction may be wider than a page. */
const widest = 80;

const widthOf = (formula: string): number => formula.replace(/\\[a-z]+|[{}^_ ]/gi, "").length;

/** Neither a bracket of growing size nor a fraction is ever broken: in long lines they are written otherwise. */
function breakable(line: string): string {
  if (widthOf(line) <= widest) return line;
  const open = line.replaceAll("\\left(", "(").replaceAll("\\right)", ")");
  const at = open.search(/\\d?frac\{/);
  if (at < 0) return open;
  const top = groupFrom(open, open.indexOf("{", at));
  const bottom = groupFrom(open, top.end);
  const [head, tail] = [open.slice(0, at), open.slice(bottom.end)];
  const fraction =
    Math.max(widthOf(top.text), widthOf(bottom.text)) > widest
      ? `(${breakable(top.text)})/(${breakable(bottom.text)})`
      : open.slice(at, bottom.end);
  return head + fraction + breakable(tail);
}

/** What stands between a brace and the one that closes it. */
function groupFrom(text: string, start: number): { text: string; end: number } {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === "{") depth++;
    if (text[i] === "}" && --depth === 0) return { text: text.slice(start + 1, i), end: i + 1 };
  }
  return { text: text.slice(start + 1), end: text.length };
}
