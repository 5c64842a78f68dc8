/** The part of the console that is used: the language does not declare it. */
interface Host {
  readonly console?: { warn(text: string): void };
}

const given = new Set<string>();

/** Says something that a user should know, once. */
export function notice(text: string): void {
  if (given.has(text)) return;
  given.add(text);
  (globalThis as Host).console?.warn(text);
}
