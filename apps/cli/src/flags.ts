import { InvalidArgumentError } from "commander";

/** A whole number of at least 0. */
export function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`Expected a whole number, 0 or above, received ${text}.`);
  return Number(text);
}

export function decimal(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new InvalidArgumentError(`Expected a number, received ${text}.`);
  return value;
}

/** `3` or `3,5,8`: rows counted from 1. */
export function rowNumbers(text: string): number[] {
  const rows = text.split(",").map(whole);
  if (rows.includes(0)) throw new InvalidArgumentError("Expected rows counted from 1, received 0.");
  return rows;
}

/** `2-3-2` or `2,3,2` */
export const sizes = (text: string): number[] => text.split(/[-,]/).map(whole);

/** `relu,softmax` */
export const names = (text: string): string[] => text.split(",").map((name) => name.trim());
