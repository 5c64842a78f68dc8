import { cellPrinter, inOrder, print, replay } from "@chainrule/compiler";
import { Tensor, ValueError } from "@chainrule/tensor";
import { flatOf } from "./cellAt.ts";
import { byName, isLong, numberAlone } from "./long.ts";
import type { Numbers, Step } from "./step.ts";
import { latexOf } from "./symbols.ts";

/** What else stands for something in a formula: a part of the expression that has a name, or is known. */
interface Shorthand {
  readonly part: Tensor;
  /** `a`, or a quantity that the book has. */
  readonly symbol: string;
  readonly latex?: string;
  /** Its numbers; where there are none, the cells are written without it. */
  readonly value?: Tensor;
}

/** What a step computes, on placeholders of what it uses. */
export interface Derivation {
  readonly result: Tensor;
  /** Where the formula is not the whole of it: what to print instead. */
  readonly shown?: Tensor;
  /** Written before or after the formula, such as `dL_da2·da_dz2 = `. */
  readonly frame?: (formula: string, format: "text" | "latex") => string;
  readonly shorthands?: readonly Shorthand[];
  readonly known?: (node: Tensor, ...inputs: Tensor[]) => Tensor | undefined;
  /** Where the numbers that are put in differ from cell to cell. */
  readonly cell?: Step["cell"];
}

/** A step to write. */
export interface Entry {
  readonly quantity: string;
  readonly layer: number;
  readonly title: string;
  /** The quantities it may use; those that the formula does not mention are left out of `uses`. */
  readonly from: readonly string[];
  /** What the function is called where its expression is too long for paper; default "f". */
  readonly called?: string;
  readonly derive: (...placeholders: Tensor[]) => Tensor | Derivation;
}

/** The steps written so far. Each is computed, printed and taken apart from one and the same expression. */
export class Book {
  readonly steps: Step[] = [];
  private readonly known = new Map<string, Tensor>();

  has(quantity: string): boolean {
    return this.known.has(quantity);
  }

  value(quantity: string): Tensor {
    const value = this.known.get(quantity);
    if (value) return value;
    throw new ValueError(`layout: expected a quantity that has been computed, received ${quantity}.`);
  }

  /** A number that the calculation starts from. */
  given(quantity: string, layer: number, title: string, value: Tensor): void {
    this.known.set(quantity, value);
    this.steps.push({ id: quantity, quantity, layer, title, value, uses: [], formula: () => "", cell: () => "" });
  }

  /** A number that the calculation rests on, but that is not written down. */
  assume(quantity: string, value: Tensor): void {
    this.known.set(quantity, value);
  }

  /** A number that no formula gives, such as one that was found by trying. */
  found(quantity: string, layer: number, title: string, value: Tensor, uses: readonly string[]): void {
    this.given(quantity, layer, title, value);
    this.steps.push({ ...this.steps.pop()!, uses });
  }

  /** Writes down a step; its value is computed from the values of what it uses. */
  write({ quantity, layer, title, from, called = "f", derive }: Entry): Tensor {
    const placeholders = from.map((name) => new Tensor(this.value(name)));
    const derived = derive(...placeholders);
    const derivation = derived instanceof Tensor ? { result: derived } : derived;
    const { result } = derivation;
    const value = replay({ inputs: placeholders, outputs: [result] })(from.map((name) => this.value(name)))[0]!;
    this.known.set(quantity, value);
    const computed = { id: quantity, quantity, layer, title, value };
    this.steps.push(
      isLong(derivation, placeholders)
        ? { ...computed, ...byName(quantity, called, from, placeholders, derivation, value) }
        : this.writing(computed, from, placeholders, derivation),
    );
    return value;
  }

  /** How a step is written; nothing of it is worked out before somebody asks. */
  private writing(
    computed: Omit<Step, "uses" | "formula" | "cell">,
    from: readonly string[],
    placeholders: readonly Tensor[],
    { result, shown = result, frame = (formula) => formula, shorthands = [], known, cell }: Derivation,
  ): Step {
    const { quantity, value } = computed;
    const mark = (i: number): string => `⟦${i}⟧`;
    const text = lazy(() => {
      const names = new Map([
        ...placeholders.map((x, i) => [x, mark(i)] as const),
        ...shorthands.map((s) => [s.part, s.symbol] as const),
      ]);
      return frame(print(shown, names, "text", known), "text");
    });
    const symbol = (name: string, format: "text" | "latex"): string => (format === "latex" ? latexOf(name) : name);
    // The formula as people know it may lose what the calculation keeps: ln(0) where the probability is e⁻⁸⁰⁰.
    const failing = lazy((): ReadonlySet<number> => {
      if (shown === result || cell) return new Set();
      const plain = replay({ inputs: placeholders, outputs: [shown] })(from.map((name) => this.value(name)))[0]!;
      return new Set(Array.from(value.data!, (x, i) => (isClose(x, plain.data![i]!) ? [] : [i])).flat());
    });
    const uses = lazy(() => {
      const written = text();
      const needed = new Set(failing().size > 0 ? inOrder([result]) : []);
      return from.filter(
        (name, i) =>
          written.includes(mark(i)) || needed.has(placeholders[i]!) || new RegExp(`\\b${name}\\b`).test(written),
      );
    });
    const formula = (format: "text" | "latex" = "text"): string => {
      if (format === "text") return `${quantity} = ${text().replace(/⟦(\d+)⟧/g, (_, i: string) => from[Number(i)]!)}`;
      const names = new Map([
        ...placeholders.map((x, i) => [x, latexOf(from[i]!)] as const),
        ...shorthands.map((s) => [s.part, s.latex ?? symbol(s.symbol, "latex")] as const),
      ]);
      return `${latexOf(quantity)} = ${frame(print(shown, names, "latex", known), "latex")}`;
    };
    const values = new Map([
      ...placeholders.map((x, i) => [x, this.value(from[i]!)] as const),
      ...shorthands.flatMap(({ part, value }) => (value ? [[part, value] as const] : [])),
    ]);
    const printersOf = (expression: Tensor): ((numbers: Numbers, index: readonly number[]) => string) => {
      const printers = new WeakMap<Numbers, (index: readonly number[]) => string>();
      return (numbers, index) => {
        const made = printers.get(numbers) ?? cellPrinter(expression, values, { ...numbers, ...(known && { known }) });
        printers.set(numbers, made);
        return made(index);
      };
    };
    const [plain, exact] = [shown, result].map(printersOf) as [Printer, Printer];
    const calculated: Printer = (numbers, index) =>
      exact({ ...numbers, format: "text" }, index).length > mostCharacters
        ? numberAlone(value, index, numbers)
        : exact(numbers, index);
    return {
      ...computed,
      get uses() {
        return uses();
      },
      formula,
      cell: cell ?? ((index, numbers) => (failing().has(flatOf(value, index)) ? calculated : plain)(numbers, index)),
    };
  }
}

/** A cell that takes more than this to write is given by its number alone. */
const mostCharacters = 200;

type Printer = (numbers: Numbers, index: readonly number[]) => string;

/** Whether two ways to the same number agree in the digits that are printed. */
const isClose = (x: number, y: number): boolean =>
  Object.is(x, y) || Math.abs(x - y) < 1e-12 || (Number.isFinite(y) && Math.abs(x - y) <= 1e-7 * Math.abs(y));

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
