import type { Tensor } from "@chainrule/tensor";

export type Format = "text" | "latex";

/** How the numbers within a formula are written. */
export interface Numbers {
  readonly format?: Format;
  /** A number without its sign. */
  readonly number: (size: number) => string;
}

/** One line of the calculation. */
export interface Step {
  /** The name of the quantity, which occurs once. */
  readonly id: string;
  /** As in the sheet format: `dL_da2`. */
  readonly quantity: string;
  /** From 1; 0 for what belongs to no layer. */
  readonly layer: number;
  readonly title: string;
  readonly value: Tensor;
  /** The ids of what it is computed from. Empty for what is given. */
  readonly uses: readonly string[];
  /** `z1 = x·W1 + b1`; empty for what is given. */
  readonly formula: (format?: Format) => string;
  /** The right-hand side for one element, with numbers: `0.5·0.4 − 1·0.1 + 0`. Empty for what is given. */
  readonly cell: (index: readonly number[], numbers: Numbers) => string;
}
