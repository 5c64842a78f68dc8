import type { Written } from "../sheet/types.ts";

export type Verdict = "right" | "rounded" | "carried" | "wrong" | "missing" | "unreadable";

/** What the marker says about a sheet; plain JSON. */
export interface Marking {
  readonly format: "marking/1";
  /** Id of the first wrong step. */
  readonly firstWrong: string | null;
  readonly steps: readonly MarkedStep[];
  /** Where the sheet says two things, and which of them was read; absent if nowhere. */
  readonly contradictions?: readonly Contradiction[];
}

export interface Contradiction {
  /** Id of the step. */
  readonly step: string;
  readonly says: string;
}

export type Numbers = number | null | readonly Numbers[];

export interface MarkedStep {
  readonly id: string;
  readonly verdict: Verdict;
  /** Computed from the learner's own earlier values, in full precision; null where nothing can be computed. */
  readonly expected: Numbers;
  /** As written. */
  readonly given: Written | null;
  readonly mistakes: readonly NamedMistake[];
}

export interface NamedMistake {
  readonly id: string;
  /** `[row, column]` or `[index]`, from 1, the example first. */
  readonly cells: readonly (readonly number[])[];
  readonly evidence: string;
  /** True for another explanation, in place of those before it; absent where it is the likeliest, or a part of it. */
  readonly alternative?: true;
}
