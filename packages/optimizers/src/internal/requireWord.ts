import { refuse, ValueError } from "@chainrule/tensor";

/** Throws ValueError if the value is none of the words. */
export function requireWord(who: string, name: string, value: string, words: readonly string[]): void {
  if (words.includes(value)) return;
  const listed = words.map((word) => `"${word}"`).join(" or ");
  refuse(ValueError, who, `${name} to be ${listed}`, `"${value}"`, "Pass one of them.");
}
