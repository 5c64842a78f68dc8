import { type Quantity, quantity as quantityOf } from "../sheet/quantity.ts";
import type { Sheet, SheetStep } from "../sheet/types.ts";
import { type Box, middle, point } from "./box.ts";
import { type Cells, readCells } from "./cells.ts";
import { Chain, type Habits } from "./chain.ts";
import { rangeOf, type Style, styleOf, unitOf } from "./digits.ts";
import { type Candidate, costOf, explain } from "./explain.ts";
import type { MarkedStep, Marking, NamedMistake, Numbers, Verdict } from "./marking.ts";
import { needsOf } from "./needs.ts";

/** Ways to compute what is not written; the likeliest first. */
const manners: readonly Habits[] = [
  { slope: "z", direct: false },
  { slope: "a", direct: false },
  { slope: "z", direct: true },
  { slope: "a", direct: true },
];

/** In steps of the last digit, beyond rounding: what one number shortened on the way makes of a result. */
const hair = 1.5;

interface Judged {
  readonly cells: Cells;
  readonly units: readonly number[];
  readonly fits: (low: number, high: number, cell: number) => boolean;
}

/** Goes through a sheet once, step by step, with everything that the learner has written so far. */
export class Marker {
  private readonly sheet: Sheet;
  private readonly strict: boolean;
  private readonly style: Style;
  /** Nothing taken: the right numbers. */
  private readonly truth: Chain;
  /** The learner's numbers as written, and the bounds of what may stand behind them. */
  private readonly written = new Map<string, Box>();
  private readonly bounds = new Map<string, Box>();
  /** The numbers behind the written ones, as far as one way of computing gives the digits. */
  private readonly behind = new Map<string, Box>();
  /** In full precision from a mistake on. */
  private forks: Map<string, Box>[] = [];
  /** Names of wrong steps, and of those that rest on them. */
  private readonly wrong = new Set<string>();
  private readonly tainted = new Set<string>();
  private readonly here = new Set<string>();
  /** How many steps are right only if something was rounded on the way. */
  loose = 0;
  private readonly marked: MarkedStep[] = [];

  constructor(sheet: Sheet, { strict }: { strict: boolean }) {
    this.sheet = sheet;
    this.strict = strict;
    this.truth = new Chain(sheet.net, new Map(), manners[0]!);
    this.style = styleOf(sheet.steps.filter(({ kind }) => kind === "result").flatMap((step) => this.numbersOf(step)));
  }

  private numbersOf({ quantity, printed }: SheetStep): NonNullable<Cells["numbers"][number]>[] {
    if (!quantity || !this.exists(quantity)) return [];
    const cells = readCells(printed, this.shapeOf(quantity));
    return typeof cells === "string" ? [] : cells.numbers.filter((number) => number !== undefined);
  }

  mark(): Marking {
    for (const step of this.sheet.steps) this.markStep(step);
    const first = this.marked.find(({ verdict }) => verdict === "wrong");
    return { format: "marking/1", firstWrong: first?.id ?? null, steps: this.marked };
  }

  private exists({ layer }: Quantity): boolean {
    return layer <= this.truth.layers;
  }

  private readonly shapes = new Map<string, readonly number[]>();

  private shapeOf(quantity: Quantity): readonly number[] {
    const known = this.shapes.get(quantity.name) ?? this.truth.value(quantity.name).shape;
    this.shapes.set(quantity.name, known);
    return known;
  }

  private markStep(step: SheetStep): void {
    const { quantity } = step;
    if (!quantity || !this.exists(quantity)) {
      this.note(step, "unreadable", null);
      return;
    }
    this.noteMissing(quantity);
    const cells = readCells(step.printed, this.shapeOf(quantity));
    const numbers = typeof cells === "string" ? undefined : cells;
    const best = this.taking(this.written, manners[0]!).value(quantity.name);
    if (!numbers) {
      if (cells === "missing") this.here.add(quantity.name);
      this.note(step, cells as Verdict, nested(best, undefined));
      return;
    }
    this.judge(step, quantity, numbers);
    this.here.add(quantity.name);
  }

  /** Steps that this one needs and that stand nowhere. */
  private noteMissing(quantity: Quantity): void {
    if (this.here.has(quantity.name)) return;
    const later = new Set(this.sheet.steps.map((step) => step.quantity?.name));
    for (const name of needsOf(quantity, this.sheet, later)) {
      if (later.has(name) || this.here.has(name)) continue;
      this.here.add(name);
      const expected = nested(this.taking(this.written, manners[0]!).value(name), undefined);
      this.marked.push({ id: name, verdict: "missing", expected, given: null, mistakes: [] });
    }
  }

  private taking(taken: ReadonlyMap<string, Box>, habits: Habits): Chain {
    return new Chain(this.sheet.net, new Map(taken), habits);
  }

  private judge(step: SheetStep, quantity: Quantity, cells: Cells): void {
    const { name } = quantity;
    const judged = this.judged(cells);
    const given = this.truth.given(name);
    const chains = given ? [this.truth] : this.chains();
    const values = chains.map((chain) => given ?? recomputed(chain, quantity));
    if (!given && unfit(judged, values).length > 0) {
      const mixed = this.mixtures(chains.slice(0, manners.length), name);
      chains.push(...mixed);
      values.push(...mixed.map((chain) => recomputed(chain, quantity)));
    }
    const from = this.sources(chains, values, judged);
    let wrong = unfit(judged, values);
    let rounded = false;
    if (wrong.length > 0 && !given) {
      const loose = this.looseChains();
      const hidden = unfit(judged, [...values, ...loose.hidden.map((chain) => recomputed(chain, quantity))]);
      const inBounds = unfit(judged, [...values, ...loose.bounds.map((chain) => recomputed(chain, quantity))]);
      if (hidden.length === 0) {
        rounded = true;
        wrong = [];
      } else if (inBounds.length === 0) {
        this.loose++;
        if (!this.strict || this.isHair(quantity, judged, wrong, values, chains)) {
          rounded = true;
          wrong = [];
        }
      }
    }
    const expected = nested(from.value, cells);
    if (wrong.length > 0) {
      this.noteWrong(step, quantity, judged, wrong, chains, from);
      return;
    }
    this.take(quantity, cells, judged.units);
    this.behind.set(name, from.value);
    const rests = chains.some((chain) => [...chain.used].some((used) => this.tainted.has(used) && used !== name));
    const truly = unfit(judged, [this.truth.value(name)]).length === 0;
    const carried = rests && !truly;
    if (carried) this.tainted.add(name);
    else this.tainted.delete(name);
    this.note(step, carried ? "carried" : rounded ? "rounded" : "right", expected);
  }

  /** Off by little more than the last digit, within bounds, and no wrong rule gives it: shortened on the way. */
  private isHair(
    quantity: Quantity,
    { cells, units, fits }: Judged,
    wrong: readonly number[],
    values: readonly Box[],
    chains: readonly Chain[],
  ): boolean {
    const near = (low: number, high: number, cell: number): boolean =>
      fits(low - hair * units[cell]!, high + hair * units[cell]!, cell);
    if (unfit({ cells, units, fits: near }, values).length > 0) return false;
    const answers = explain({ quantity, cells, wrong, chains: chains.slice(0, 6), fits, units, written: this.here });
    return !answers.some((answer) => answer.length === 1 && answer[0]!.value !== undefined);
  }

  private judged(cells: Cells): Judged {
    const units = cells.numbers.map((number) => (number ? unitOf(number, this.style) : 0));
    const ranges = cells.numbers.map((number, i) => number && rangeOf(number, units[i]!));
    const fits = (low: number, high: number, cell: number): boolean => {
      const range = ranges[cell];
      // What cannot be computed is no ground to call a number wrong.
      return !range || !(low > range[1] || high < range[0]);
    };
    return { cells, units, fits };
  }

  /** The ways that the learner may have come here. */
  private chains(): Chain[] {
    const found = manners.map((habits) => this.taking(this.written, habits));
    const forks = this.forks.flatMap((taken) => manners.slice(0, 2).map((habits) => this.taking(taken, habits)));
    if (this.wrong.size === 0) return [...found, this.truth];
    // A number may have been miscopied on paper only.
    const sound = new Map([...this.written].filter(([name]) => !this.wrong.has(name)));
    return [...found, this.truth, ...forks, ...manners.map((habits) => this.taking(sound, habits))];
  }

  /** Some numbers carried on as written, others with all their digits: every choice among those that come in here. */
  private mixtures(chains: readonly Chain[], name: string): Chain[] {
    const used = [...new Set(chains.flatMap((chain) => [...chain.used]))].filter(
      (other) => other !== name && this.behind.has(other),
    );
    if (used.length > 4) return [];
    return Array.from({ length: (1 << used.length) - 1 }, (_, choice) => {
      const full = used
        .filter((_name, i) => ((choice + 1) >> i) & 1)
        .map((other): [string, Box] => [other, this.behind.get(other)!]);
      const taken = new Map([...this.written, ...full]);
      return manners.slice(0, 2).map((habits) => this.taking(taken, habits));
    }).flat();
  }

  private looseChains(): { hidden: Chain[]; bounds: Chain[] } {
    const unwritten = (box: Box): Box => this.shortened(box);
    return {
      hidden: manners.map((habits) => this.taking(this.written, { ...habits, unwritten })),
      bounds: manners.map((habits) => this.taking(this.bounds, { ...habits, unwritten })),
    };
  }

  /** What may become of a number that is shortened as this sheet does, but not written. */
  private shortened(box: Box): Box {
    const { decimals, significant, usualDecimals } = this.style;
    const unit = (value: number): number => {
      if (decimals !== undefined || significant === undefined) return Number(`1e${-(decimals ?? usualDecimals)}`);
      return value === 0 ? 0 : Number(`1e${Math.floor(Math.log10(Math.abs(value))) - significant + 1}`);
    };
    return {
      shape: box.shape,
      low: box.low.map((value) => value - unit(value)),
      high: box.high.map((value) => value + unit(value)),
    };
  }

  /** The way that fits best. */
  private sources(chains: readonly Chain[], values: readonly Box[], judged: Judged): { chain: Chain; value: Box } {
    let best = 0;
    let least = Infinity;
    values.forEach((value, i) => {
      const misses = unfit(judged, [value]).length;
      if (misses < least) [best, least] = [i, misses];
    });
    return { chain: chains[best]!, value: values[best]! };
  }

  /** Goes on with what is written. */
  private take({ name }: Quantity, cells: Cells, units: readonly number[]): void {
    const base = this.taking(this.written, manners[0]!).value(name);
    const exact = Float64Array.from(middle(base));
    const [low, high] = [Float64Array.from(exact), Float64Array.from(exact)];
    cells.numbers.forEach((number, i) => {
      if (!number) return;
      const at = cells.index[i]!;
      exact[at] = number.value;
      [low[at], high[at]] = rangeOf(number, units[i]!);
    });
    this.written.set(name, point(base.shape, exact));
    this.bounds.set(name, { shape: base.shape, low, high });
  }

  private noteWrong(
    step: SheetStep,
    quantity: Quantity,
    judged: Judged,
    wrong: readonly number[],
    chains: readonly Chain[],
    from: { chain: Chain; value: Box },
  ): void {
    const { cells, units, fits } = judged;
    const ways = distinct([from.chain, ...chains]).slice(0, 6);
    const answers = this.truth.given(quantity.name)
      ? []
      : explain({ quantity, cells, wrong, chains: ways, fits, units, written: this.here });
    const limit = answers[0] ? costOf(answers[0]) + 4 : 0;
    const named = namedOf(
      answers.filter((answer) => costOf(answer) <= limit),
      cells,
    ).slice(0, 4);
    const none = {
      id: "unexplained",
      cells: wrong.map((cell) => cells.positions[cell]!),
      evidence: "no known mistake gives these digits",
    };
    const expected = nested(from.value, cells);
    this.take(quantity, cells, units);
    this.fork(quantity, answers);
    this.wrong.add(quantity.name);
    this.tainted.add(quantity.name);
    this.note(step, "wrong", expected, named.length > 0 ? named : [none]);
  }

  /** Goes on in full precision: from what the mistake gives, or from what may stand behind the digits. */
  private fork({ name }: Quantity, answers: readonly (readonly Candidate[])[]): void {
    const behind = this.bounds.get(name)!;
    const ways = answers.slice(0, 3).flatMap((answer) => answer.at(-1)!.value ?? []);
    const starts = this.forks.length === 0 ? [new Map<string, Box>()] : this.forks;
    this.forks = starts
      .flatMap((taken) => [...ways, behind].map((value) => new Map(taken).set(name, value)))
      .slice(0, 8);
  }

  private note(step: SheetStep, verdict: Verdict, expected: Numbers, mistakes: readonly NamedMistake[] = []): void {
    this.marked.push({ id: step.id, verdict, expected, given: step.printed ?? null, mistakes });
  }
}

/** The value of a quantity as it follows from others, whatever is written for it. */
const recomputed = (chain: Chain, quantity: Quantity): Box => {
  const { operands, compute } = chain.calculation(quantityOf(quantity.family, quantity.layer));
  return compute(operands);
};

/** The cells that no value gives. */
function unfit({ cells, fits }: Judged, values: readonly Box[]): number[] {
  return cells.index.flatMap((at, cell) =>
    cells.numbers[cell] === undefined || values.some(({ low, high }) => fits(low[at]!, high[at]!, cell)) ? [] : [cell],
  );
}

const distinct = (chains: readonly Chain[]): Chain[] => [...new Set(chains)];

/** The mistakes of all answers, each once. */
function namedOf(answers: readonly (readonly Candidate[])[], cells: Cells): NamedMistake[] {
  const seen = new Set<string>();
  return answers.flat().flatMap(({ mistake, cells: at, says }): NamedMistake[] => {
    if (seen.has(mistake.id)) return [];
    seen.add(mistake.id);
    const first = cells.numbers[at[0]!]!;
    const where = cells.positions[at[0]!]!.join(",");
    const others = at.length > 1 ? `, and ${at.length - 1} more cells likewise` : "";
    const evidence = `${says} gives ${first.text} in cell [${where}], as written${others}`;
    return [{ id: mistake.id, cells: at.map((cell) => cells.positions[cell]!), evidence }];
  });
}

/** Numbers in the shape in which they are written, or else in their own. */
function nested(box: Box, cells: Cells | undefined): Numbers {
  const numbers = middle(box);
  if (!cells) return build(box.shape.length === 2 && box.shape[0] === 1 ? box.shape.slice(1) : box.shape, numbers);
  if (cells.scalar) return numbers[0]!;
  const result: Numbers[] = [];
  cells.positions.forEach((position, i) => {
    let list = result;
    for (const step of position.slice(0, -1)) list = (list[step - 1] ??= []) as Numbers[];
    list[position.at(-1)! - 1] = numbers[cells.index[i]!]!;
  });
  return result;
}

function build(shape: readonly number[], numbers: ArrayLike<number>, from = 0): Numbers {
  const [length, ...rest] = shape;
  if (length === undefined) return numbers[from]!;
  const size = rest.reduce((product, n) => product * n, 1);
  return Array.from({ length }, (_, i) => build(rest, numbers, from + i * size));
}
