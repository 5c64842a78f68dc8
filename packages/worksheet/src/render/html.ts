import type { Worksheet } from "../layout/layout.ts";
import type { Answer } from "../answers/answer.ts";
import { escaped, htmlPage } from "./htmlPage.ts";
import type { RenderOptions } from "./options.ts";
import { pageOf, type Part, type Table, withGap } from "./page.ts";

/** A worksheet as one HTML page that needs nothing else: it opens without a network and prints well. */
export function renderHtml(worksheet: Worksheet, options?: RenderOptions): string {
  const { title, introduction, parts, answers } = pageOf(worksheet, "text", options);
  const ids = new Set(worksheet.steps.map(({ id }) => id));
  return htmlPage(
    title,
    [
      ...introduction.map((line) => `<p>${escaped(line)}</p>`),
      ...parts.map((part) => partOf(part, ids)),
      ...answers.map(answerOf),
    ].join("\n"),
  );
}

function partOf({ number, step, formula, lines, moreLines, tables }: Part, ids: ReadonlySet<string>): string {
  const written = lines.map(
    ({ cell, formula: put, value }) =>
      `<li><b>${escaped(cell)}</b> = ${put && put !== value ? `${escaped(put)} = ` : ""}<b>${escaped(value)}</b></li>`,
  );
  return `<section id="${escaped(step.id)}">
<h2>${number}. ${escaped(step.title)}</h2>
${formula ? `<p class="formula">${mathOf(formula, ids)}</p>` : ""}
${written.length > 0 ? `<ul class="lines">${written.join("")}</ul>` : ""}
${moreLines > 0 ? `<p class="note">… and ${moreLines} more in the same way</p>` : ""}
<div class="tables">${tables.map((table) => tableOf(step.quantity, table)).join("")}</div>
${step.uses.length > 0 ? `<p class="note">uses ${step.uses.map((id) => `<a href="#${escaped(id)}">${escaped(id)}</a>`).join(", ")}</p>` : ""}
</section>`;
}

/** Digits of a row that fit on a sheet of paper in the usual size. */
const widest = 50;

function tableOf(name: string, { caption, rows, columns, gap, leftOut }: Table): string {
  const head = withGap(columns.map(String), gap.column, "…").map((number) => `<th>${number}</th>`);
  const line = (number: string, cells: readonly string[], dots: string): string =>
    `<tr><th>${number}</th>${withGap(cells, gap.column, dots)
      .map((cell) => `<td>${escaped(cell)}</td>`)
      .join("")}</tr>`;
  const body = withGap(
    rows.map(({ number, cells }) => line(String(number), cells, "…")),
    gap.row,
    line(
      "⋮",
      columns.map(() => "⋮"),
      "⋱",
    ),
  );
  const label = [name, caption].filter(Boolean).join(", ");
  const isWide = rows.some(({ cells }) => cells.join("").length > widest);
  return `<table${isWide ? ' class="wide"' : ""}><caption>${escaped(label)}${leftOut ? ` <span>(${escaped(leftOut)})</span>` : ""}</caption>
<thead><tr><th></th>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

const answerOf = ({ question, answer, figures }: Answer): string =>
  `<section><h2>${escaped(question)}</h2>${answer.map((line) => `<p>${escaped(line)}</p>`).join("")}
${figures.length > 0 ? `<ul>${figures.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>` : ""}</section>`;

/** Names in italics; the numbers in those of quantities are lowered, and so are the indices of a_i and x_wide. */
const mathOf = (formula: string, ids: ReadonlySet<string>): string =>
  escaped(formula).replace(/(?<!&)[A-Za-zδ]\w*/g, (name) => {
    if (!ids.has(name) && !/^(?:[A-Za-zδ]|alpha|beta|gamma)_[a-z0-9]+$/.test(name)) return name;
    const age = /_(new|old)$/.exec(name);
    const plain = age ? name.slice(0, age.index) : name;
    const lowered = plain
      .replace(/^([A-Za-zδ])_([a-z]+)$/, "$1<sub>$2</sub>")
      .replace(/(?<=[A-Za-z])_?(\d+)(?:_(\d+))?/g, (_, ...found: string[]) => {
        const numbers = found.slice(0, 2).filter(Boolean);
        return `<sub>${numbers.join(",")}</sub>`;
      });
    return age ? `${lowered}<sup>${age[1]}</sup>` : lowered;
  });
