const derivative = (of: string, by: string): string => `\\frac{\\partial ${of}}{\\partial ${by}}`;

const layerless: Readonly<Record<string, string>> = {
  loss: "L",
  loss_terms: "\\ell",
  loss_after: "L_{\\text{after}}",
  dx: derivative("\\ell", "x"),
  penalty: "R",
};

/** An input or output by its name, or one of the ways that a derivative comes on. */
function latexOfOne(name: string): string | undefined {
  const port = /^(x|y|dx|loss|loss_terms)_([a-z]\w*)$/i.exec(name);
  if (port?.[1] === "dx") return derivative("\\ell", latexOf(`x_${port[2]!}`));
  if (port) return `${layerless[port[1]!] ?? port[1]!}_{${worded(port[2]!)}}`;
  const way = /^(d\w+?\d)_(?:via(\d+)|(activity\w+|penalty|loss\w*))$/.exec(name);
  return way ? `\\left.${latexOf(way[1]!)}\\right|_{${way[2] ?? latexOf(way[3]!)}}` : undefined;
}

const families: readonly [RegExp, (name: string, layer: string | undefined) => string][] = [
  [/^([Wb])(\d+)_new$/, (name, layer) => `${name}_{${layer}}^{\\text{new}}`],
  [/^([Wbza])(\d+)$/, (name, layer) => `${name}_{${layer}}`],
  [/^(delta)(\d+)$/, (_, layer) => `\\delta_{${layer}}`],
  [/^(mask)(\d+)$/, (_, layer) => `M_{${layer}}`],
  [/^d([Wb])(\d+)$/, (name, layer) => derivative("L", `${name}_{${layer}}`)],
  [/^(dL_da)(\d+)$/, (_, layer) => derivative("\\ell", `a_{${layer}}`)],
  [/^([a-zA-Z])_(\d+)$/, (name, index) => `${name}_{${index}}`],
  [/^([uv]\d+)_(\d+)$/, (part, index) => `${part[0]}_{${part.slice(1)},${index}}`],
  [/^(alpha|beta|gamma)(?:_(\d+))?$/, (name, index) => `\\${name}${index ? `_{${index}}` : ""}`],
  [/^(da_dz)(\d+)$/, (_, layer) => derivative(`a_{${layer}}`, `z_{${layer}}`)],
];

/** The name of a quantity as LaTeX: `dL_da2` is a fraction. */
export function latexOf(name: string): string {
  const known = layerless[name];
  if (known) return known;
  const one = latexOfOne(name);
  if (one) return one;
  for (const [pattern, write] of families) {
    const match = pattern.exec(name);
    if (match) return write(match[1]!, match[2]);
  }
  const own = /^(d?)([a-z]\w*[a-z])_?(\d+)(_new|_old)?$/i.exec(name);
  const memory = /^([a-z]\w*?)_([Wb]|[a-z]{2,})_?(\d+)(_new|_old)?$/i.exec(name);
  if (memory) return `${worded(memory[1]!)}_{${worded(memory[2]!)}_{${memory[3]}}}${aged(memory[4])}`;
  if (own) {
    const symbol = `${worded(own[2]!)}_{${own[3]}}`;
    return own[1] ? derivative("L", symbol) : symbol + aged(own[4]);
  }
  return worded(name);
}

const worded = (name: string): string => (/^\w$/.test(name) ? name : `\\text{${name.replaceAll("_", "\\_")}}`);

const aged = (suffix: string | undefined): string => (suffix ? `^{\\text{${suffix.slice(1)}}}` : "");

/** What stands for something else, or would read as the derivative of something. */
const taken = /^(?:[abgLtuvWxyz]|d.*|mask|loss|penalty|activity|slope_.*|step|tried)$/;

/** A tensor of a layer as it is called on paper: W, b, or its own name, with the number of the layer. */
export function symbolOf(name: string, layer: number): string {
  const letter = ({ kernel: "W", bias: "b" } as Readonly<Record<string, string>>)[name];
  if (letter) return `${letter}${layer}`;
  const plain = name.replace(/\W/g, "_");
  const free = taken.test(plain) || !/^[a-z]/i.test(plain) ? `own_${plain}` : plain;
  return `${free}${/\d$/.test(free) ? "_" : ""}${layer}`;
}

/** What people call a parameter: weights, biases, or its own name. */
export const calledOf = (symbol: string): string => {
  const letter = symbol.replace(/_?\d+$/, "");
  return ({ W: "weights", b: "biases" } as Readonly<Record<string, string>>)[letter] ?? letter;
};
