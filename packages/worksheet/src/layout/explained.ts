import type { Format } from "./step.ts";

/** Says which a and z are meant. */
export function explained(formula: string, layer: number, format: Format): string {
  const meant = ["a", "z"].filter((letter) => new RegExp(`(?<![\\w\\\\])${letter}(?![a-zA-Z0-9])`).test(formula));
  const latex = format === "latex";
  const equations = meant.map((letter) =>
    latex ? `${letter} = ${letter}_{${layer}}` : `${letter} = ${letter}${layer}`,
  );
  return [formula, ...equations].join(latex ? ",\\quad " : ", ");
}
