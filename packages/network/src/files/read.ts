import { ValueError } from "@chainrule/tensor";
import type { OneOrNamed } from "../ports.ts";
import { rareNumbers } from "./format.ts";

/** Throws the error of a file that does not hold what it should. */
export function damaged(expected: string, received: unknown): never {
  throw new ValueError(
    `load: expected ${expected}, received ${JSON.stringify(received)?.slice(0, 80)}. The file is damaged: save it again.`,
  );
}

/** A part of JSON that came from a file, with questions that throw when the answer is of another kind. */
export class Reader {
  private readonly value: unknown;
  private readonly place: string;

  constructor(value: unknown, place: string) {
    this.value = value;
    this.place = place;
  }

  /** An entry of an object; only what the object itself holds. */
  get(name: string): Reader {
    const entries = this.entries();
    return new Reader(Object.hasOwn(entries, name) ? entries[name] : undefined, `${this.place}.${name}`);
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** A whole number of at least `least`. */
  count(least = 0): number {
    const { value } = this;
    return Number.isSafeInteger(value) && (value as number) >= least
      ? (value as number)
      : damaged(`a whole number of at least ${least} at ${this.place}`, value);
  }

  number(): number {
    const { value } = this;
    const number = typeof value === "string" && Object.hasOwn(rareNumbers, value) ? rareNumbers[value] : value;
    return typeof number === "number" ? number : damaged(`a number at ${this.place}`, value);
  }

  boolean(): boolean {
    return typeof this.value === "boolean" ? this.value : damaged(`true or false at ${this.place}`, this.value);
  }

  oneOf<T extends string>(...choices: readonly T[]): T {
    return (
      choices.find((choice) => choice === this.value) ?? damaged(`${choices.join(" or ")} at ${this.place}`, this.value)
    );
  }

  text(): string {
    return typeof this.value === "string" ? this.value : damaged(`text at ${this.place}`, this.value);
  }

  list(): Reader[] {
    const { value } = this;
    if (!Array.isArray(value)) return damaged(`a list at ${this.place}`, value);
    return value.map((entry, i) => new Reader(entry, `${this.place}[${i}]`));
  }

  /** What is read of the value, or of each entry where it is an object. */
  oneOrNamed<T>(read: (part: Reader) => T): OneOrNamed<T> {
    if (Array.isArray(this.value)) return read(this);
    const names = Object.keys(this.entries());
    if (names.length === 0) return damaged(`something at ${this.place}`, this.value);
    return Object.fromEntries(names.map((name) => [name, read(this.get(name))]));
  }

  /** The numbers of an object, by name. */
  numbers(): Record<string, number> {
    return Object.fromEntries(Object.keys(this.entries()).map((name) => [name, this.get(name).number()]));
  }

  private entries(): Readonly<Record<string, unknown>> {
    const { value } = this;
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : damaged(`an object at ${this.place}`, value);
  }
}
