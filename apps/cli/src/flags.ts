import { InvalidArgumentError } from "commander";
import { usage } from "./failure.ts";

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

/** Throws if two of these are given of which one would be passed over; a flag is given where it is not undefined. */
export function requireOneOf(command: string, flags: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(flags).filter((name) => flags[name] !== undefined && flags[name] !== false);
  if (given.length < 2) return;
  const [first, second] = given;
  throw usage(`${command}: expected --${first} or --${second}, received both. Ask for one, then for the other.`);
}
