/** A formula, and how tightly its outermost operation binds. */
export interface Printed {
  readonly text: string;
  readonly level: Level;
  /** Of a whole power: so that x²·x can be written as x³. */
  readonly power?: { readonly base: Printed; readonly exponent: number };
}

/** From loose to tight: choice, relation, sum, what a Σ stands before, product, power, and what needs no brackets. */
export type Level = (typeof levels)[keyof typeof levels];

export const levels = { choice: 0, relation: 1, sum: 2, series: 3, product: 4, power: 5, atom: 6 } as const;

/** How formulas are written: the parts that plain text and LaTeX have in common, and those in which they differ. */
export class Notation {
  protected readonly latex: boolean;

  constructor(format: "text" | "latex") {
    this.latex = format === "latex";
  }

  symbol(name: string): Printed {
    // A name may itself be a fraction, as ∂L/∂W is, or carry an exponent.
    const level = name.startsWith("\\frac") ? levels.product : name.includes("^") ? levels.power : levels.atom;
    return { text: this.latex ? latexName(name) : name, level };
  }

  /** At most six significant digits; a negative number binds like a sum. */
  number(x: number): Printed {
    const [mantissa, exponent] = String(Number(Math.abs(x).toPrecision(6))).split("e");
    const power =
      exponent === undefined ? "" : this.latex ? ` \\cdot 10^{${exponent.replace("+", "")}}` : `e${exponent}`;
    const digits = x === Infinity || x === -Infinity ? (this.latex ? "\\infty" : "∞") : `${mantissa}${power}`;
    if (x < 0) return { text: this.minusSign + digits, level: levels.sum };
    return { text: digits, level: digits.includes("^") ? levels.power : levels.atom };
  }

  plus(a: Printed, b: Printed): Printed {
    if (this.isNegative(a) && !this.isNegative(b)) return this.plus(b, a);
    const left = this.within(a, levels.sum);
    if (this.isNegative(b)) return { text: `${left} ${this.minusSign} ${this.withoutMinus(b)}`, level: levels.sum };
    return { text: `${left} + ${this.within(b, levels.sum)}`, level: levels.sum };
  }

  minus(a: Printed, b: Printed): Printed {
    const size = this.sizeOf(b);
    if (size) return this.plus(a, size);
    return {
      text: `${this.within(a, levels.sum)} ${this.minusSign} ${this.within(b, levels.series)}`,
      level: levels.sum,
    };
  }

  negative(x: Printed): Printed {
    return { text: this.minusSign + this.within(x, levels.series), level: levels.sum };
  }

  times(a: Printed, b: Printed): Printed {
    const [x, y] = [a.power ?? { base: a, exponent: 1 }, b.power ?? { base: b, exponent: 1 }];
    if (x.base.text === y.base.text) return this.power(x.base, this.number(x.exponent + y.exponent));
    const size = this.sizeOf(b);
    if (size) return this.negative(this.times(a, size));
    const single = this.isNegative(a) && !/ [+−-] /.test(a.text);
    if (single) return this.negative(this.times({ text: this.withoutMinus(a), level: levels.product }, b));
    if (isNumeral(b) && !isNumeral(a)) return this.times(b, a);
    const [left, right] = [this.within(a, levels.product), this.within(b, levels.series)];
    // A bracket needs no sign before it, except after one that could be taken for a call.
    const sign = right.startsWith("(") && a.level !== levels.product ? "" : this.latex ? " \\cdot " : "·";
    return { text: left + sign + right, level: b.level === levels.series ? levels.series : levels.product };
  }

  over(a: Printed, b: Printed): Printed {
    if (this.latex) {
      const text = `\\frac{${a.text}}{${b.text}}`;
      // A fraction within a fraction is too small to read in a line of text.
      const nested = text.lastIndexOf("\\frac") > 0 || text.includes("\\dfrac");
      return { text: nested ? text.replaceAll("\\frac", "\\dfrac") : text, level: levels.product };
    }
    return { text: `${this.within(a, levels.product)}/${this.within(b, levels.power)}`, level: levels.product };
  }

  power(base: Printed, exponent: Printed): Printed {
    const whole = /^\d$/.test(exponent.text);
    const superscript = whole ? "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(exponent.text)] : `^${this.within(exponent, levels.atom)}`;
    const raised = this.latex ? `^{${exponent.text}}` : exponent.text === "T" ? "ᵀ" : superscript;
    const text = this.within(base, levels.atom) + raised;
    return { text, level: levels.power, ...(whole && { power: { base, exponent: Number(exponent.text) } }) };
  }

  root(x: Printed): Printed {
    return this.latex ? { text: `\\sqrt{${x.text}}`, level: levels.atom } : this.call("√", x);
  }

  bars(x: Printed): Printed {
    return { text: `|${x.text}|`, level: levels.atom };
  }

  sum(x: Printed): Printed {
    return { text: `${this.latex ? "\\sum " : "Σ "}${this.within(x, levels.series)}`, level: levels.series };
  }

  call(name: string, ...inputs: Printed[]): Printed {
    if (this.latex && name === "exp") return this.power(this.symbol("e"), inputs[0]!);
    const list = inputs.map(({ text }) => text).join(", ");
    return {
      text: `${this.symbol(name).text}${this.latex ? `\\left(${list}\\right)` : `(${list})`}`,
      level: levels.atom,
    };
  }

  index(x: Printed, place: string): Printed {
    const base = this.within(x, levels.atom);
    // TeX takes one index alone.
    const text = this.latex ? `${base.includes("_") ? `{${base}}` : base}_{${place}}` : `${base}[${place}]`;
    return { text, level: levels.atom };
  }

  relation(sign: string, a: Printed, b: Printed): Printed {
    const mirrored = sign === "<" ? ">" : "≥";
    if (sign !== "=" && isNumeral(a) && !isNumeral(b)) return this.relation(mirrored, b, a);
    const written = (this.latex && { "≤": "\\le", "≥": "\\ge" }[sign]) || sign;
    return { text: `${this.within(a, levels.sum)} ${written} ${this.within(b, levels.sum)}`, level: levels.relation };
  }

  cases(condition: Printed, a: Printed, b: Printed): Printed {
    if (this.latex) {
      const text = `\\begin{cases} ${a.text} & ${condition.text} \\\\ ${b.text} & \\text{otherwise} \\end{cases}`;
      return { text, level: levels.atom };
    }
    return { text: `${this.within(a, levels.relation)} if ${condition.text}, else ${b.text}`, level: levels.choice };
  }

  /** Both, or one of them. */
  logic(word: "and" | "or", a: Printed, b: Printed): Printed {
    const written = this.latex ? ` \\text{ ${word} } ` : ` ${word} `;
    return { text: this.within(a, levels.relation) + written + this.within(b, levels.relation), level: levels.choice };
  }

  protected get minusSign(): string {
    return this.latex ? "-" : "−";
  }

  /** Whether this begins with a minus that belongs to its first term. */
  private isNegative({ text, level }: Printed): boolean {
    return text.startsWith(this.minusSign) && level === levels.sum;
  }

  /** Of a negative number: that number without its sign. */
  private sizeOf(x: Printed): Printed | undefined {
    const size = { text: this.withoutMinus(x), level: levels.atom };
    return this.isNegative(x) && isNumeral(size) ? size : undefined;
  }

  private withoutMinus({ text }: Printed): string {
    return text.slice(this.minusSign.length);
  }

  protected within({ text, level }: Printed, least: Level): string {
    return level >= least ? text : this.latex ? `\\left(${text}\\right)` : `(${text})`;
  }
}

const isNumeral = ({ text }: Printed): boolean => /^[\d.]+(e-?\d+| \\cdot 10\^\{-?\d+\})?$/.test(text);

const greek = new Map([
  ["Φ", "\\Phi"],
  ["φ", "\\varphi"],
  ["sigmoid", "\\sigma"],
  ["ln", "\\ln"],
  ["max", "\\max"],
]);
const plain = ["min", "sin", "cos", "tanh"];

function latexName(name: string): string {
  // One letter stands for itself, and so does what is LaTeX already.
  if (/^[a-z]$|[\\{}_^\u0080-\uffff]/i.test(name) && !/^[a-z]+_\d+$/i.test(name) && !greek.has(name)) return name;
  const known = greek.get(name) ?? (plain.includes(name) ? `\\${name}` : undefined);
  if (known) return known;
  return /^[a-z]+_?\d+$/i.test(name) ? name.replace(/_?(\d+)$/, "_{$1}") : `\\operatorname{${name}}`;
}
