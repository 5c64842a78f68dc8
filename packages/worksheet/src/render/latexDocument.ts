/** A document that pdflatex, xelatex and lualatex take, with amsmath and graphicx and nothing else. */
export const latexDocument = (title: string, body: readonly string[]): string => {
  const texts = [`\\section*{${escaped(title)}}`, ...body];
  return [
    "\\documentclass[a4paper]{article}",
    "\\usepackage[utf8]{inputenc}",
    "\\usepackage[margin=2cm]{geometry}",
    "\\usepackage{amsmath}",
    "\\usepackage{graphicx}",
    "\\setcounter{MaxMatrixCols}{40}",
    "\\setlength{\\parindent}{0pt}",
    // Fractions in two lines of text, one above the other, must not touch.
    "\\setlength{\\lineskiplimit}{2pt}",
    "\\setlength{\\lineskip}{3pt}",
    "\\allowdisplaybreaks",
    "\\newsavebox{\\wholebox}",
    "\\newcommand{\\fitted}[1]{\\sbox{\\wholebox}{$\\displaystyle #1$}%",
    "  \\ifdim\\wd\\wholebox>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox{\\wholebox}}\\else\\usebox{\\wholebox}\\fi}",
    ...strangersOf(texts.join("")),
    "\\begin{document}",
    ...texts,
    "\\end{document}",
    "",
  ].join("\n");
};

/** A formula in a line of its own, made smaller where it is wider than the page. */
export const displayed = (formula: string): string => `\\[ \\fitted{${formula}} \\]`;

const special: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "…": "\\ldots{}",
  "“": "``",
  "”": "''",
  "‘": "`",
  "’": "'",
  "–": "--",
  "—": "---",
};

/** What LaTeX knows in formulas. */
const inFormulas: Readonly<Record<string, string>> = {
  "−": "-",
  "·": "\\cdot",
  "×": "\\times",
  "±": "\\pm",
  "∂": "\\partial",
  "∇": "\\nabla",
  Σ: "\\Sigma",
  "∑": "\\sum",
  "√": "\\surd",
  "∞": "\\infty",
  "≤": "\\leq",
  "≥": "\\geq",
  "≠": "\\neq",
  "≈": "\\approx",
  "→": "\\to",
  "←": "\\leftarrow",
  "⇒": "\\Rightarrow",
  "½": "\\tfrac12",
  "°": "^\\circ",
  α: "\\alpha",
  β: "\\beta",
  γ: "\\gamma",
  δ: "\\delta",
  ε: "\\varepsilon",
  ζ: "\\zeta",
  η: "\\eta",
  θ: "\\theta",
  κ: "\\kappa",
  λ: "\\lambda",
  μ: "\\mu",
  µ: "\\mu",
  ν: "\\nu",
  ξ: "\\xi",
  π: "\\pi",
  ρ: "\\rho",
  σ: "\\sigma",
  τ: "\\tau",
  φ: "\\varphi",
  χ: "\\chi",
  ψ: "\\psi",
  ω: "\\omega",
  ℓ: "\\ell",
  Γ: "\\Gamma",
  Δ: "\\Delta",
  Θ: "\\Theta",
  Λ: "\\Lambda",
  Π: "\\Pi",
  Φ: "\\Phi",
  Ψ: "\\Psi",
  Ω: "\\Omega",
};

/** Text as LaTeX prints it. */
export const escaped = (text: string): string =>
  Array.from(text.normalize("NFC"), (character) => {
    if (/[#$%&_{}]/.test(character)) return `\\${character}`;
    if (Object.hasOwn(inFormulas, character)) return `$${inFormulas[character]}$`;
    if (/[₀-₉]/.test(character)) return `$_${character.normalize("NFKC")}$`;
    if (/[²³¹⁰⁴-⁹]/.test(character)) return `$^${character.normalize("NFKC")}$`;
    return special[character] ?? character;
  }).join("");

/** Letters that pdflatex has by itself: of Latin, with accents above. */
const isLatin = (character: string): boolean =>
  /^[A-Za-z][\u0300-\u0304\u0306-\u0308\u030a-\u030c\u0327]?$/.test(character.normalize("NFD")) ||
  /[ßæøåœłıÆØÅŒŁ]/.test(character);

/** pdflatex stops at any other letter: it prints its number instead; xelatex and lualatex need no such help. */
function strangersOf(text: string): string[] {
  const strangers = [...new Set(text)].filter((character) => character > "\u007e" && !isLatin(character));
  if (strangers.length === 0) return [];
  const declared = strangers.map((character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    return `\\DeclareUnicodeCharacter{${code}}{[U+${code}]}`;
  });
  return ["\\ifdefined\\DeclareUnicodeCharacter", ...declared, "\\fi"];
}
