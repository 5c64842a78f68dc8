import { refuse, shown, ValueError } from "@chainrule/tensor";

/**
 * Throws unless a part fits: those who write without types may give its name, or call it where they should not.
 *
 * @param example - one that fits, as it is passed
 * @param from - the package that it is imported from
 */
export function requirePart(
  who: string,
  what: string,
  part: unknown,
  fits: boolean,
  example: string,
  from: string,
): void {
  if (fits) return;
  const [name] = /\w+/.exec(example)!;
  const cure = `Write import { ${name} } from "@chainrule/${from}", and pass ${example}.`;
  refuse(ValueError, who, `${what} such as ${example}`, shown(part), cure);
}

/** Throws unless a part is a function. */
export const requireFunction = (who: string, what: string, part: unknown, example: string, from: string): void =>
  requirePart(who, what, part, typeof part === "function", example, from);
