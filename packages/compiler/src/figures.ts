import { levels, Notation, type Printed } from "./notation.ts";

/** How a formula with numbers is written: in the order of the calculation, every sign and factor in sight. */
export class Figures extends Notation {
  private readonly digits: (size: number) => string;

  /** @param digits - how a number is written, without its sign */
  constructor(format: "text" | "latex", digits: (size: number) => string) {
    super(format);
    this.digits = digits;
  }

  override number(x: number): Printed {
    if (!Number.isFinite(x)) return Number.isNaN(x) ? this.symbol("NaN") : super.number(x);
    const text = this.digits(Math.abs(x));
    if (x < 0) return { text: this.minusSign + text, level: levels.sum };
    // 1.2 \cdot 10^{-5} has an exponent of its own.
    return { text, level: text.includes("^") ? levels.power : levels.atom };
  }

  /** A number that belongs to the formula, such as a rate: as short as it can be. */
  constant(x: number): Printed {
    return super.number(x);
  }

  override plus(a: Printed, b: Printed): Printed {
    if (this.isSigned(b))
      return { text: `${a.text} ${this.minusSign} ${b.text.slice(this.minusSign.length)}`, level: levels.sum };
    return { text: `${this.within(a, levels.sum)} + ${this.within(b, levels.sum)}`, level: levels.sum };
  }

  override minus(a: Printed, b: Printed): Printed {
    return { text: `${this.within(a, levels.sum)} ${this.minusSign} ${this.unsigned(b)}`, level: levels.sum };
  }

  override negative(x: Printed): Printed {
    return { text: this.minusSign + this.unsigned(x), level: levels.sum };
  }

  override times(a: Printed, b: Printed): Printed {
    const sign = this.latex ? " \\cdot " : "·";
    return { text: this.leading(a) + sign + this.unsigned(b), level: levels.product };
  }

  override over(a: Printed, b: Printed): Printed {
    if (this.latex) return super.over(a, b);
    return { text: `${this.leading(a)}/${this.within(b, levels.power)}`, level: levels.product };
  }

  /** In place of terms that are not shown. */
  leftOut(count: number): Printed {
    const text = this.latex ? `\\dots_{\\text{${count} terms left out}}` : `… (${count} terms left out)`;
    return { text, level: levels.sum };
  }

  /** A factor that may keep its minus: −0.5·2. */
  private leading(x: Printed): string {
    return this.isSigned(x) && !/ [+−-] /.test(x.text) ? x.text : this.within(x, levels.product);
  }

  private unsigned(x: Printed): string {
    return this.within(this.isSigned(x) ? { ...x, level: levels.sum } : x, levels.product);
  }

  private isSigned({ text }: Printed): boolean {
    return text.startsWith(this.minusSign);
  }
}
