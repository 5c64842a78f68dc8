import type { Quantity } from "../sheet/quantity.ts";
import type { SheetNet } from "../sheet/types.ts";
import { type Box, middle, point } from "./box.ts";
import type { Cells } from "./cells.ts";
import { Chain, type Habits } from "./chain.ts";
import type { Candidate } from "./explain.ts";
import { rangeOf, type Style } from "./digits.ts";

/** Ways to compute what is not written; the likeliest first. */
export const manners: readonly Habits[] = [
  { slope: "z", direct: false },
  { slope: "a", direct: false },
  { slope: "z", direct: true },
  { slope: "a", direct: true },
];

/** Choices among more numbers than this, some as written and some in full, are not tried. */
const mostMixed = 4;
const mostForks = 8;

type Taken = ReadonlyMap<string, Box>;

/** What the learner has so far, and the ways in which the next step may follow from it. */
export class Page {
  readonly net: SheetNet;
  /** Nothing taken: the right numbers. */
  readonly truth: Chain;
  /** The same as a pocket calculator has it, whose 1 − a loses digits near 1. */
  readonly apart: Chain;
  /** Names of what stands on the sheet, be it with or without numbers. */
  readonly here: Set<string> = new Set();
  /** Names of wrong steps, and of those that rest on them. */
  readonly wrong: Set<string> = new Set();
  readonly tainted: Set<string> = new Set();
  /** What an edit put aside. */
  readonly older: Map<string, Box> = new Map();
  readonly written: Map<string, Box> = new Map();
  private readonly style: Style;
  /** Within what the number behind a written one lies. */
  private readonly bounds = new Map<string, Box>();
  /** The number behind it, as far as one way of computing gives the digits. */
  private readonly behind = new Map<string, Box>();
  /** Quantities that are nowhere written, as the learner computes them by mistake: again and again, but told once. */
  private readonly usual = new Map<string, Box>();
  /** In full precision from a mistake on. */
  private forks: Map<string, Box>[] = [];

  /** @param truth - of the same net, where it is known already */
  constructor(net: SheetNet, style: Style, truth?: Chain) {
    this.net = net;
    this.style = style;
    this.truth = truth ?? this.taking(new Map());
    this.apart = this.taking(new Map(), { ...manners[0]!, apart: true });
  }

  taking(taken: Taken, habits: Habits = manners[0]!): Chain {
    return new Chain(this.net, new Map(taken), habits);
  }

  /** The ways that the learner may have come here, with each number as written or each with all its digits. */
  ways(): Chain[] {
    const every = (taken: Taken): Chain[] => manners.map((habits) => this.taking(taken, habits));
    const old = this.older.size > 0 ? every(new Map([...this.written, ...this.older])) : [];
    const usual = this.usual.size > 0 ? every(new Map([...this.usual, ...this.written])) : [];
    const plain = [...every(this.written), this.truth, ...old, ...usual];
    if (this.wrong.size === 0) return plain;
    const forks = this.forks.flatMap((taken) => manners.slice(0, 2).map((habits) => this.taking(taken, habits)));
    // A number may have been miscopied on paper only.
    const sound = new Map([...this.written].filter(([name]) => !this.wrong.has(name)));
    return [...plain, ...forks, ...every(sound)];
  }

  /** Some numbers as written, others with all their digits: every choice among those that come in here. */
  mixtures(chains: readonly Chain[], name: string): Chain[] {
    const used = new Set(chains.flatMap((chain) => [...chain.used]));
    const open = [...used].filter((other) => other !== name && this.behind.has(other));
    if (open.length > mostMixed) return [];
    return Array.from({ length: (1 << open.length) - 1 }, (_, choice) => {
      const full = open.filter((_name, i) => ((choice + 1) >> i) & 1);
      const taken = new Map([...this.written, ...full.map((other): [string, Box] => [other, this.behind.get(other)!])]);
      return manners.slice(0, 2).map((habits) => this.taking(taken, habits));
    }).flat();
  }

  /** As written, but with what is not written shortened too; then with everything anywhere within its digits. */
  loose(): { hidden: Chain[]; bounded: Chain[] } {
    const unwritten = (box: Box): Box => this.shortened(box);
    return {
      hidden: manners.map((habits) => this.taking(this.written, { ...habits, unwritten })),
      bounded: manners.map((habits) => this.taking(this.bounds, { ...habits, unwritten })),
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

  /**
   * Goes on with what is written.
   *
   * @param values - all that give the digits; none for a wrong step
   */
  take({ name }: Quantity, cells: Cells, units: readonly number[], values: readonly Box[]): void {
    const base = this.taking(this.written).value(name);
    const exact = Float64Array.from(middle(base));
    const [low, high] = [exact.slice(), exact.slice()];
    cells.numbers.forEach((number, i) => {
      if (!number) return;
      const at = cells.index[i]!;
      exact[at] = number.value;
      const range = rangeOf(number, units[i]!);
      const inside = values
        .flatMap((value) => [value.low[at]!, value.high[at]!])
        .filter((x) => x >= range[0] && x <= range[1]);
      // What gives the digits exactly, such as a short sum, has nothing behind it.
      [low[at], high[at]] =
        inside.length > 0 ? [Math.min(number.value, ...inside), Math.max(number.value, ...inside)] : range;
    });
    this.written.set(name, point(base.shape, exact));
    this.bounds.set(name, { shape: base.shape, low, high });
    this.behind.delete(name);
    if (values[0]) this.behind.set(name, values[0]);
  }

  /** Goes on with what a mistake made of a quantity that is not written. */
  getUsedTo(answers: readonly (readonly Candidate[])[]): void {
    for (const { inner } of answers[0] ?? []) {
      if (!inner) continue;
      this.usual.set(inner.name, inner.value);
      this.tainted.add(inner.name);
    }
  }

  /** What may stand behind the digits of a quantity that is written. */
  within = (name: string): Box => this.bounds.get(name)!;

  /** Goes on in full precision: from what mistakes give, or from what may stand behind the digits. */
  fork(name: string, given: readonly Box[]): void {
    const starts = this.forks.length === 0 ? [new Map<string, Box>()] : this.forks;
    this.forks = starts
      .flatMap((taken) => [...given, this.bounds.get(name)!].map((value) => new Map(taken).set(name, value)))
      .slice(0, mostForks);
  }
}
