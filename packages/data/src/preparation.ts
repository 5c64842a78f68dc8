/** A column of numbers: the net gets (cell − mean) / scale. */
export interface NumberColumn {
  readonly kind: "number";
  readonly column: string;
  readonly mean: number;
  /** Standard deviation of the rows it was learned from, in the column's unit; 1 for a constant column. */
  readonly scale: number;
}

/** A column of categories: the net gets a 1 for the value and a 0 for each of the others. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly column: string;
  /** In order, each once. */
  readonly values: readonly string[];
  /** The most frequent one: it fills missing cells. */
  readonly usual: string;
}

export type Feature = NumberColumn | CategoryColumn;

/** One of several labels: a 1 for it and a 0 for each of the others. */
export interface ClassTarget {
  readonly kind: "classes";
  readonly column: string;
  /** In order: numbers by size, everything else by character codes. */
  readonly labels: readonly string[];
}

/** Yes or no, as 1 or 0. */
export interface BooleanTarget {
  readonly kind: "boolean";
  readonly column: string;
  /** The negative label, then the positive one. */
  readonly labels: readonly [negative: string, positive: string];
}

export type Target = ClassTarget | BooleanTarget | NumberColumn;

/** What a target is: one of several labels, yes or no, or a number. */
export type TargetKind = Target["kind"];

/** What becomes of a missing cell in a feature: an error, or the training rows' mean or most frequent value. */
export type Missing = "error" | "mean";

/** What the training rows taught: all that turns a table into tensors, and predictions into labels. Plain JSON. */
export interface Preparation {
  readonly features: readonly Feature[];
  readonly target: Target;
  readonly missing: Missing;
}
