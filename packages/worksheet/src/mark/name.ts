import type { Cells } from "./cells.ts";
import { type Candidate, costOf } from "./explain.ts";
import type { NamedMistake } from "./marking.ts";

/** An answer that costs so much more than the best is not worth a word. */
const farther = 4;
const mostNames = 4;

/** The mistakes of all likely answers, each once, the likeliest first; `unexplained` if there is none. */
export function named(
  answers: readonly (readonly Candidate[])[],
  cells: Cells,
  wrong: readonly number[],
  nothing: (cells: readonly number[]) => string = () => "no known mistake gives these digits",
): NamedMistake[] {
  const seen = new Set<string>();
  const limit = answers[0] ? costOf(answers[0]) + farther : 0;
  const found = answers
    .filter((answer) => costOf(answer) <= limit)
    .flatMap((answer, rank) =>
      answer.flatMap((candidate): NamedMistake[] => {
        const { id } = candidate.mistake;
        if (seen.has(id)) return [];
        seen.add(id);
        const mistake = { id, cells: positionsOf(cells, candidate.cells), evidence: evidenceOf(candidate, cells) };
        return [rank === 0 ? mistake : { ...mistake, alternative: true }];
      }),
    );
  const explained = new Set(answers[0]?.flatMap((candidate) => candidate.cells));
  const rest = wrong.filter((cell) => !explained.has(cell));
  const none = (open: readonly number[]): NamedMistake => ({
    id: "unexplained",
    cells: positionsOf(cells, open),
    evidence: nothing(open),
  });
  if (found.length > 0) return rest.length > 0 ? [...found.slice(0, mostNames), none(rest)] : found.slice(0, mostNames);
  return [none(wrong)];
}

const positionsOf = (cells: Cells, at: readonly number[]): (readonly number[])[] =>
  at.map((cell) => cells.positions[cell]!);

function evidenceOf({ says, cells: all, alone: at = all }: Candidate, cells: Cells): string {
  const others = at.length > 1 ? `, and ${at.length - 1} more likewise` : "";
  return `${says} gives ${cells.numbers[at[0]!]!.text} in cell [${cells.positions[at[0]!]!.join(", ")}]${others}`;
}
