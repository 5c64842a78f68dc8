import { readDecimal } from "../../sheet/decimal.ts";
import type { Quantity } from "../../sheet/quantity.ts";
import type { Box } from "../box.ts";
import type { Calculation } from "../calculation.ts";
import type { Chain } from "../chain.ts";

/** A known wrong rule. */
export interface Mistake {
  /** In kebab-case, for good. */
  readonly id: string;
  /** Other names that people and programs know it by. */
  readonly aliases?: readonly string[];
  /** What went wrong, in plain words. */
  readonly message: string;
  /** Where to look, without giving the answer away. */
  readonly hint: string;
  /** How surprising it is: of two that give the same digits the smaller is named first. */
  readonly surprise: number;
  /** In more cells of a step than these it is no accident. */
  readonly mostCells?: number;
  /** The wrong calculations of a whole step. */
  readonly rules?: (place: Place) => readonly Rule[];
  /** What may have become of a single cell. */
  readonly slips?: (place: Place, cell: Cell) => readonly Slip[];
}

/** Where a mistake may have been made. */
export interface Place {
  readonly quantity: Quantity;
  readonly chain: Chain;
  readonly calculation: Calculation;
}

/** A wrong calculation; `says` completes "… gives 0.123". */
export interface Rule {
  readonly says: string;
  readonly calculation: Calculation;
}

/** One cell of a step. */
export interface Cell {
  /** Its place in the value. */
  readonly index: number;
  /** The value of the whole step. */
  readonly value: Box;
  /** As written. */
  readonly text: string;
  readonly written: number;
  readonly unit: number;
}

/** A wrong number for one cell. */
export interface Slip {
  readonly says: string;
  readonly low: number;
  readonly high: number;
  /** How much less surprising it is than the mistake usually is. */
  readonly ease?: number;
  /** Whether it lies within one of many terms: some of so many give the digits by accident. */
  readonly within?: boolean;
}

export const slip = (says: string, low: number, high = low, more: Pick<Slip, "ease" | "within"> = {}): Slip => ({
  says,
  low: Math.min(low, high),
  high: Math.max(low, high),
  ...more,
});

/**
 * How far the right number may lie from its digits beyond what the unit says: a slip in a leading digit makes a number
 * look as if it had been written with more significant digits than it was.
 */
export function slack({ text, unit, written }: Cell, right: number): number {
  const own = readDecimal(text)?.unit ?? unit;
  const growth = Math.floor(Math.log10(Math.abs(right))) - Math.floor(Math.log10(Math.abs(written)));
  return Math.max(own, unit, growth > 0 && growth < 6 ? unit * 10 ** growth : 0) - unit;
}
