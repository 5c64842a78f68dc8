import found from "@site/.pages/parts.json";

// What can be chosen: read off the packages when the site is made (generate/parts.ts), so that a new export is here by
// being exported.

/** An option that is a number, or a list of numbers. */
export interface Option {
  readonly name: string;
  readonly isList: boolean;
  /** Whether it has no default. */
  readonly isNeeded: boolean;
  /** As it is written in the code. */
  readonly fallback: string;
  readonly text: string;
}

export type Options = readonly Option[];

/** An optimizer or a schedule. */
export interface Part {
  readonly name: string;
  /** The rate that it takes by itself. */
  readonly rate: string;
  readonly options: Options;
}

export interface Parts {
  readonly activations: readonly string[];
  readonly optimizers: readonly Part[];
  readonly schedules: readonly Part[];
}

export const parts: Parts = found;

export const partOf = (all: readonly Part[], name: string): Part | undefined => all.find((one) => one.name === name);
