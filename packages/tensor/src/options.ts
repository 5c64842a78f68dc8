import { refuse, shown, ValueError } from "./errors.ts";
import { isTensor } from "./isTensor.ts";

/** Whether something is an object of names, and no list, array or function. */
export const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(x) === "[object Object]";

/** Whether something holds other things by name, and is no tensor. */
export const isNamed = <T>(x: T | Readonly<Record<string, T>>): x is Readonly<Record<string, T>> =>
  isRecord(x) && !isTensor(x);

/**
 * Throws ValueError unless these are options by such names: those who write without types may give one by itself, or
 * call it otherwise.
 *
 * @param needed - so many of the first names must be there
 */
export function requireNames(who: string, given: unknown, known: readonly string[], needed = 0): void {
  const complain = (received: string, cure: string): never =>
    refuse(ValueError, who, `an object of ${known.join(", ")}`, received, cure);
  if (!isRecord(given)) return complain(shown(given), `Write { ${known[0]}: … }.`);
  const odd = Object.keys(given).find((name) => !known.includes(name));
  if (odd !== undefined) complain(`one with ${odd}`, "Correct the name, or leave it out.");
  const missing = known.slice(0, needed).find((name) => given[name] === undefined);
  if (missing !== undefined) complain(`one without ${missing}`, "Add it.");
}

/** Throws ValueError if the value is none of the words. */
export function requireWord(who: string, name: string, value: string, words: readonly string[]): void {
  if (words.includes(value)) return;
  refuse(ValueError, who, `${name} to be ${words.map(shown).join(" or ")}`, shown(value), "Pass one of them.");
}
