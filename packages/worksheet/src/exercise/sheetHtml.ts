import { escaped, htmlPage } from "../render/htmlPage.ts";
import type { SheetJson } from "../sheet/json.ts";
import type { Written } from "../sheet/types.ts";
import { task } from "./task.ts";
import { rowsOf } from "../sheet/writeTable.ts";

/** A sheet to print: the net, and for each step a table with its numbers or with room for them. */
export function sheetHtml({ title, network, steps }: SheetJson): string {
  const { sentence, given } = task(network);
  return htmlPage(
    title,
    `<p>${escaped(sentence)}</p>
<section><h2>Given</h2><div class="tables">${given.map(([name, printed]) => table(name, printed)).join("")}</div></section>
${steps
  .map(
    ({ quantity, label, printed }, i) =>
      `<section><h2>${i + 1}. ${escaped(label)}</h2><div class="tables">${table(quantity, printed)}</div></section>`,
  )
  .join("\n")}`,
  );
}

function table(name: string, printed: Written): string {
  const cell = (text: string): string => (text === "?" ? '<td class="blank"></td>' : `<td>${escaped(text)}</td>`);
  const body = rowsOf(printed).map((row) => `<tr>${row.map(cell).join("")}</tr>`);
  return `<table><caption>${escaped(name)}</caption><tbody>${body.join("")}</tbody></table>`;
}
