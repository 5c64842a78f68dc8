import { endResult, markSheet, readSheetText } from "@chainrule/worksheet";
import pc from "picocolors";

/** The article's calculation, marked: each slip by its name, in at most 80 columns. */
export function marked(json: string): string {
  const sheet = readSheetText(json);
  const lines = markSheet(sheet).steps.flatMap(({ id, verdict, mistakes }) => {
    const name = sheet.steps.find((step) => step.id === id)?.name ?? "";
    return verdict === "wrong" ? [`  ${id}  ${name.padEnd(16)}  ${pc.red(mistakes.map((m) => m.id).join(", "))}`] : [];
  });
  const { before, right, learner } = endResult(sheet);
  const share = (100 * (before - learner!)) / (before - right);
  return [
    ...lines,
    `\nWith the new weights that the article prints the loss falls ${share.toFixed(1)} %`,
    "as far as with the right ones.",
    "chainrule explain lays any network out, chainrule mark says why,",
    "chainrule exercise sets one to do by hand.",
  ].join("\n");
}
