import { isRecord, ValueError } from "@chainrule/tensor";

/** Numbers that JSON has no word for stand in a file as text. */
const rareNumbers: Readonly<Record<string, number>> = { NaN, Infinity, "-Infinity": -Infinity, "-0": -0 };

/** A value as it stands in JSON: the text of a number that JSON has no word for. */
export const writable = (value: unknown): unknown =>
  Object.keys(rareNumbers).find((text) => Object.is(rareNumbers[text], value)) ?? value;

/** A part of JSON that came from a file, with questions that throw ValueError when the answer is of another kind. */
export class Reader {
  private readonly value: unknown;
  private readonly place: string;

  /** @param place - how messages speak of it, who speaks first: "load: model" */
  constructor(value: unknown, place: string) {
    this.value = value;
    this.place = place;
  }

  /** Throws the error of a file that does not hold what it should. */
  refuse(expected: string): never {
    const received = JSON.stringify(this.value)?.slice(0, 80);
    throw new ValueError(
      `${this.place}: expected ${expected}, received ${received}. The file is damaged: save it again.`,
    );
  }

  /** The value if it is of a kind. */
  as<T>(expected: string, fits: (value: unknown) => boolean): T {
    return fits(this.value) ? (this.value as T) : this.refuse(expected);
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get isList(): boolean {
    return Array.isArray(this.value);
  }

  /** An entry of an object; only what the object itself holds. */
  get(name: string): Reader {
    const record = this.record();
    return new Reader(Object.hasOwn(record, name) ? record[name] : undefined, `${this.place}.${name}`);
  }

  /** A whole number of at least `least`. */
  count(least = 0): number {
    return this.as(`a whole number of at least ${least}`, (x) => Number.isSafeInteger(x) && Number(x) >= least);
  }

  number(): number {
    const { value } = this;
    const number = typeof value === "string" && Object.hasOwn(rareNumbers, value) ? rareNumbers[value] : value;
    return typeof number === "number" ? number : this.refuse("a number");
  }

  oneOf<T extends string>(...choices: readonly T[]): T {
    return this.as(choices.join(" or "), (x) => choices.includes(x as T));
  }

  text(): string {
    return this.as("text", (x) => typeof x === "string");
  }

  list(): Reader[] {
    const list = this.as<unknown[]>("a list", Array.isArray);
    return list.map((entry, i) => new Reader(entry, `${this.place}[${i}]`));
  }

  record(): Readonly<Record<string, unknown>> {
    return this.as("an object", isRecord);
  }

  /** The entries of an object, each read in the same way. */
  each<T>(read: (part: Reader) => T): Record<string, T> {
    return Object.fromEntries(Object.keys(this.record()).map((name) => [name, read(this.get(name))]));
  }
}
