import { ValueError } from "@chainrule/tensor";

/** Throws if one of the named numbers is infinite or NaN. */
export function requireFinite(who: string, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isFinite(value)) continue;
    throw new ValueError(`${who}: expected ${name} to be a finite number, received ${value}. Pass one such as 0.05.`);
  }
}
