const derivative = (of: string, by: string): string => `\\frac{\\partial ${of}}{\\partial ${by}}`;

const layerless: Readonly<Record<string, string>> = {
  loss: "L",
  loss_terms: "\\ell",
  loss_after: "L_{\\text{after}}",
  dx: derivative("L", "x"),
  penalty: "R",
};

const families: readonly [RegExp, (name: string, layer: string | undefined) => string][] = [
  [/^([Wb])(\d+)_new$/, (name, layer) => `${name}_{${layer}}^{\\text{new}}`],
  [/^([Wbza])(\d+)$/, (name, layer) => `${name}_{${layer}}`],
  [/^(delta)(\d+)$/, (_, layer) => `\\delta_{${layer}}`],
  [/^(mask)(\d+)$/, (_, layer) => `M_{${layer}}`],
  [/^d([Wb])(\d+)$/, (name, layer) => derivative("L", `${name}_{${layer}}`)],
  [/^(dL_da)(\d+)$/, (_, layer) => derivative("\\ell", `a_{${layer}}`)],
  [/^([a-zA-Z])_(\d+)$/, (name, index) => `${name}_{${index}}`],
  [/^(alpha|beta|gamma)(?:_(\d+))?$/, (name, index) => `\\${name}${index ? `_{${index}}` : ""}`],
  [/^(da_dz)(\d+)$/, (_, layer) => derivative(`a_{${layer}}`, `z_{${layer}}`)],
];

/** The name of a quantity as LaTeX: `dL_da2` is a fraction. */
export function latexOf(name: string): string {
  const known = layerless[name];
  if (known) return known;
  for (const [pattern, write] of families) {
    const match = pattern.exec(name);
    if (match) return write(match[1]!, match[2]);
  }
  const memory = /^(\w+?)_([Wb])(\d+)(_old)?$/.exec(name);
  if (memory) return `${memory[1]}_{${memory[2]}_{${memory[3]}}}${memory[4] ? "^{\\text{old}}" : ""}`;
  return /^\w$/.test(name) ? name : `\\text{${name.replaceAll("_", "\\_")}}`;
}
