import type { Marking } from "./marking.ts";

/** One sheet of a class; `marking` is undefined where the sheet could not be read. */
export interface Marked {
  readonly who: string;
  readonly marking: Marking | undefined;
}

/** The sheets of a class, and the mistakes by how often they occur. */
export interface Summary {
  readonly sheets: readonly SummaryLine[];
  readonly mistakes: readonly { readonly id: string; readonly count: number }[];
}

export interface SummaryLine {
  readonly who: string;
  /** Id of the first step that is wrong or missing; null where all is right or nothing could be read. */
  readonly firstWrong: string | null;
  /** The likeliest name of the mistake made there, or `all right`, `missing`, `cannot be read`. */
  readonly mistake: string;
}

/** A class at a glance; of each wrong step the likeliest mistake counts. */
export function summarize(marked: readonly Marked[]): Summary {
  const counts = new Map<string, number>();
  for (const step of marked.flatMap(({ marking }) => marking?.steps ?? [])) {
    const id = step.mistakes[0]?.id;
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return {
    sheets: marked.map(lineOf),
    mistakes: [...counts]
      .map(([id, count]) => ({ id, count }))
      .toSorted((a, b) => b.count - a.count || a.id.localeCompare(b.id)),
  };
}

function lineOf({ who, marking }: Marked): SummaryLine {
  if (!marking) return { who, firstWrong: null, mistake: "cannot be read" };
  const first = marking.steps.find(({ verdict }) => ["wrong", "missing", "unreadable"].includes(verdict));
  if (!first) return { who, firstWrong: null, mistake: "all right" };
  return { who, firstWrong: first.id, mistake: first.mistakes[0]?.id ?? first.verdict };
}

/** Whether all is right: nothing wrong, missing or unreadable. */
export const isAllRight = ({ steps }: Marking): boolean =>
  !steps.some(({ verdict }) => verdict === "wrong" || verdict === "missing" || verdict === "unreadable");
