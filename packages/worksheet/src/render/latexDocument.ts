/** A document that pdflatex, xelatex and lualatex take, with amsmath and nothing else. */
export const latexDocument = (title: string, body: readonly string[]): string =>
  [
    "\\documentclass[a4paper]{article}",
    "\\usepackage[utf8]{inputenc}",
    "\\usepackage[margin=2cm]{geometry}",
    "\\usepackage{amsmath}",
    "\\setcounter{MaxMatrixCols}{40}",
    "\\setlength{\\parindent}{0pt}",
    "\\allowdisplaybreaks",
    "\\begin{document}",
    `\\section*{${escaped(title)}}`,
    ...body,
    "\\end{document}",
    "",
  ].join("\n");

const special: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "−": "$-$",
  "·": "$\\cdot$",
  "…": "\\ldots{}",
};

/** Text as LaTeX prints it. */
export const escaped = (text: string): string =>
  text.replace(/[\\^~−·…]|[#$%&_{}]/g, (character) => special[character] ?? `\\${character}`);
