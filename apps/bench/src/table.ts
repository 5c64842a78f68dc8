import Table from "cli-table3";
import { type AloneResult, type Entry, isReached, type WorkResult } from "./results.ts";

/** For a terminal. */
export function tableOf({ title, kind, entries, outcomes }: WorkResult): string {
  const table = new Table({
    head: [
      "",
      `time a ${kind === "fit" ? "training" : kind === "step" ? "step" : "call"}`,
      "rate",
      "× ours",
      "by processor time",
      "learned",
      "",
    ],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "right", "right", "right", "right", "left", "left"],
  });
  for (const entry of entries) table.push(lineOf(entry));
  const goals = outcomes.map(({ than, wanted, reached, reachedByProcessor }) =>
    reached === undefined
      ? `  at least ${wanted} × ${than}: it took no part`
      : `  at least ${wanted} × ${than}: ${reached.toFixed(2)} × by the clock, ${reachedByProcessor!.toFixed(2)} × by processor time ${reachedByProcessor! >= wanted ? "✓" : "✗"}`,
  );
  return [title, table.toString(), ...goals].join("\n");
}

function lineOf({
  name,
  version,
  note = "",
  cannot,
  seconds,
  ratio,
  processorRatio,
  lossBefore,
  lossAfter,
  accuracy,
}: Entry): string[] {
  const who = `${name} ${version}`;
  if (seconds === undefined) return [who, "", "", "", "", "", cannot ?? ""];
  const learned =
    lossAfter === undefined ? "" : `${lossBefore!.toFixed(3)} → ${lossAfter.toFixed(3)}, ${percent(accuracy!)}`;
  return [
    who,
    duration(seconds),
    `${rate(1 / seconds)}/s`,
    ratio!.toFixed(2),
    processorRatio!.toFixed(2),
    learned,
    note,
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export function duration(seconds: number): string {
  const [unit, size] = (
    [
      ["s", 1],
      ["ms", 1e-3],
      ["µs", 1e-6],
    ] as const
  ).find(([, size]) => seconds >= size) ?? ["ns", 1e-9];
  return `${(seconds / size).toPrecision(3)} ${unit}`;
}

function rate(perSecond: number): string {
  const [unit, size] = (
    [
      [" M", 1e6],
      [" k", 1e3],
    ] as const
  ).find(([, size]) => perSecond >= size) ?? ["", 1];
  return `${(perSecond / size).toPrecision(3)}${unit}`;
}

export function listOf({ title, lines }: AloneResult): string {
  const table = new Table({ style: { head: [], border: [], compact: true }, colAligns: ["left", "right", "left"] });
  for (const line of lines) {
    const { what, value, unit, wanted, most } = line;
    const goal =
      wanted === undefined ? "" : `${most ? "at most" : "at least"} ${wanted} ${isReached(line) ? "✓" : "✗"}`;
    table.push([what, `${value.toPrecision(3)} ${unit}`, goal]);
  }
  return [title, table.toString()].join("\n");
}
