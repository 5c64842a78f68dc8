import type { Random } from "./random.ts";

/** What a field may hold that its reader did not think of. */
const strange: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  0.5,
  1e308,
  2 ** 31,
  2 ** 53,
  Number.MIN_VALUE,
  "",
  "NaN",
  "__proto__",
  "constructor",
  "1e999",
  "\u0000",
  "x".repeat(10_000),
  [],
  {},
  [[]],
  [-1, -1],
  [2 ** 20, 2 ** 20],
  [1e9],
  Object.fromEntries([
    ["toString", 1],
    ["then", 1],
    ["length", 1e9],
  ]),
  JSON.parse('{ "__proto__": { "polluted": 1 } }'),
  JSON.parse(`${"[".repeat(2000)}${"]".repeat(2000)}`),
];

/** Bytes with a few of them changed, left out, repeated or put in. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let result = new Uint8Array(bytes);
  for (let n = 1 + random.below(4); n > 0; n--) {
    const at = random.below(result.length + 1);
    const length = random.below(2 ** random.below(12));
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    switch (random.below(5)) {
      case 0:
        if (at < result.length) result[at]! ^= 1 << random.below(8);
        break;
      case 1:
        result = result.slice(0, at); // cut off
        break;
      case 2:
        result = join(before, after.subarray(length)); // left out
        break;
      case 3:
        result = join(before, result.subarray(at, at + length), after); // repeated
        break;
      case 4:
        result = join(
          before,
          Uint8Array.from({ length: Math.min(length, 64) }, () => random.below(256)),
          after,
        );
        break;
    }
  }
  return result;
}

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** JSON with something strange in the place of one of its values, or a key renamed, left out or doubled. */
export function mutateJson(json: unknown, random: Random): unknown {
  const copy = structuredClone(json);
  const holders: (unknown[] | Record<string, unknown>)[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    holders.push(value as Record<string, unknown>);
    Object.values(value).forEach(visit);
  };
  visit(copy);
  for (let n = 1 + random.below(3); n > 0 && holders.length > 0; n--) {
    const holder = random.pick(holders) as Record<string, unknown>;
    const keys = Object.keys(holder);
    if (keys.length === 0) continue;
    const key = random.pick(keys);
    switch (random.below(4)) {
      case 0:
        holder[key] = structuredClone(random.pick(strange));
        break;
      case 1:
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else Reflect.deleteProperty(holder, key);
        break;
      case 2:
        if (Array.isArray(holder)) holder.push(...(holder as unknown[]).slice(0, 40));
        else holder[random.pick(["__proto__x", "constructor", "toString", "hasOwnProperty"])] = holder[key];
        break;
      case 3:
        holder[key] = holder[random.pick(keys)]; // two fields exchanged
        break;
    }
  }
  return copy;
}

/** Text with some of its lines and separators out of place. */
export function mutateText(text: string, random: Random): string {
  let result = text;
  for (let n = 1 + random.below(4); n > 0; n--) {
    const at = random.below(result.length + 1);
    const put = random.pick([
      ",",
      '"',
      "\n",
      "\r",
      "\t",
      ";",
      "\u0000",
      "\ufeff",
      "NaN",
      "1e999",
      "-",
      "x".repeat(5000),
      "|",
      "{",
      "é",
    ]);
    result =
      random.below(3) === 0
        ? result.slice(0, at) + result.slice(at + random.below(200))
        : result.slice(0, at) + put + result.slice(at);
  }
  return result;
}
