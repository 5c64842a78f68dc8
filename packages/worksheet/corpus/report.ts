import type { Figures, Report } from "./score.ts";

const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

/** The figures as a table, by kind of mistake. */
export function toText(report: Report, failuresShown: number): string {
  const row = (name: string, { planted, discarded, first, found, named }: Figures): string[] => [
    name,
    String(planted),
    String(discarded),
    percent(found, first),
    percent(named, planted),
  ];
  const rows = [
    ["mistake", "planted", "discarded", "first wrong step found", "named in the top two"],
    ...Object.entries(report.byKind).map(([kind, figures]) => row(kind, figures)),
    row("all", report.all),
    row("(faint, not counted)", report.faint),
  ];
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((cells) => cells[c]!.length)));
  const lines = rows.map((cells) =>
    cells.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join("  "),
  );
  const shown = report.failures.slice(0, failuresShown);
  const more = report.failures.length - shown.length;
  return [
    ...lines,
    "",
    `False alarms: ${report.falseAlarms} in ${report.clean} sheets without a mistake.`,
    `Steps called wrong, missing or unreadable beside a planted one: ${report.strayAlarms}.`,
    ...(shown.length > 0 ? ["", "Failures, by the seed that --replay takes:", ...shown] : []),
    ...(more > 0 ? [`… and ${more} more; --failures ${report.failures.length} shows all.`] : []),
    "",
  ].join("\n");
}
