// The figures of the marker over random sheets with planted mistakes, and over as many without:
//   pnpm corpus --sheets 2000 --seed 1
//   pnpm corpus --replay 1:17            the sheet of a failure, and what the marker says to it
import { parseArgs } from "node:util";
import { markSheet, readSheet } from "../src/index.ts";
import { makeClean, makePlanted } from "./generate.ts";
import { toText } from "./report.ts";
import { type Mark, score } from "./score.ts";

const { values } = parseArgs({
  options: {
    sheets: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    failures: { type: "string", default: "40" },
    replay: { type: "string" },
  },
});

const mark: Mark = (sheet) => markSheet(readSheet(sheet));

if (values.replay === undefined) {
  const report = score(mark, { seed: values.seed, sheets: Number(values.sheets) });
  process.stdout.write(toText(report, Number(values.failures)));
} else {
  const { sheet, plants, hand } = values.replay.includes("clean")
    ? makeClean(values.replay)
    : makePlanted(values.replay);
  const planted = plants.map((plant) => ({ ...plant, names: [...plant.names], cells: JSON.stringify(plant.cells) }));
  process.stdout.write(`${JSON.stringify(sheet)}\n`);
  console.dir({ hand, planted }, { depth: 4 });
  for (const step of mark(sheet).steps) {
    if (step.verdict === "right" && step.mistakes.length === 0) continue;
    console.log(step.id, step.verdict, step.mistakes.map(({ id, evidence }) => `${id}: ${evidence}`).join(" | "));
  }
}
