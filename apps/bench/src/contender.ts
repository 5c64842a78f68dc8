import type { Examples } from "./examples.ts";
import type { Work } from "./work.ts";

/** A library, as a module that a process of its own loads: `export const version`, `export function prepare`. */
export interface Contender {
  readonly version: string;
  /** Gets ready for a work, in the fastest way that the library has; a text says why it cannot. */
  readonly prepare: (work: Work, examples: Examples) => Prepared | string | Promise<Prepared | string>;
}

export interface Prepared {
  /** In what the work differs here from what was asked, if it does. */
  readonly note?: string;
  /** Does so many steps, trainings or predictions, or some more, and says how many. */
  readonly run: (count: number) => number | Promise<number>;
  /** Predictions for the first rows of the examples, row after row: shows that it has learned. */
  readonly predict: (rows: number) => ArrayLike<number> | Promise<ArrayLike<number>>;
}
