import type { Quantity } from "../sheet/quantity.ts";
import type { Sheet, SheetStep, Written } from "../sheet/types.ts";
import { type Box, filled, point } from "./box.ts";
import { inDoubles } from "./calculation.ts";
import { readCells } from "./cells.ts";
import type { Chain } from "./chain.ts";
import { type Style, styleOf } from "./digits.ts";
import { type Candidate, explain } from "./explain.ts";
import { readTerms, strangers } from "./readTerms.ts";
import { followsLayout, laidOut } from "./laidOut.ts";
import { asWritten, type Judged, judgedOf, nested, unfit } from "./judged.ts";
import type { Contradiction, MarkedStep, Marking, NamedMistake, Numbers, Verdict } from "./marking.ts";
import { roundedTooEarly } from "./mistakes/roundedTooEarly.ts";
import { named } from "./name.ts";
import { needsOf } from "./needs.ts";
import { manners, Page } from "./page.ts";
import { falls } from "./solve.ts";

/** In steps of the last digit, beyond rounding: what one number shortened on the way makes of a result. */
const hair = 1.5;

/** How a step came out. */
interface Outcome {
  readonly wrong: readonly number[];
  readonly rounded: boolean;
  /** By which digits it was judged. */
  readonly judged: Judged;
  readonly chains: readonly Chain[];
  readonly values: readonly Box[];
  /** The way that fits best, and what it gives. */
  readonly chain: Chain;
  readonly value: Box;
}

/** Goes through a sheet once, step by step, with everything that the learner has written so far. */
export class Marker {
  /** How many steps are right only if something was shortened on the way. */
  private loose = 0;
  private readonly sheet: Sheet;
  private readonly mostLoose: number;
  private readonly style: Style;
  private readonly page: Page;
  private readonly marked: MarkedStep[] = [];
  private readonly contradictions: Contradiction[] = [];
  /** Terms with their numbers put in, and whether they are wrong: the result that follows is judged from them too. */
  private readonly expressed = new Map<string, { value: Box; wrong: boolean }>();
  /** Which step wrote a quantity last. */
  private readonly writer = new Map<string, string>();

  /** @param mostLoose - up to so many of them may be mistakes; with no limit none is */
  constructor(sheet: Sheet, { mostLoose }: { mostLoose: number }) {
    this.sheet = sheet;
    this.mostLoose = mostLoose;
    const plain = new Page(sheet.net, styleOf([]));
    const numbers = sheet.steps.flatMap(({ kind, quantity, printed }) => {
      if (kind !== "result" || !quantity || !plain.truth.has(quantity)) return [];
      const cells = readCells(printed, plain.truth.shape(quantity.name));
      return typeof cells === "string" ? [] : cells.numbers.filter((number) => number !== undefined);
    });
    this.style = styleOf(numbers);
    this.page = new Page(sheet.net, this.style, plain.truth);
  }

  /** Undefined where there are more than that: then it is how this sheet was written. */
  mark(): Marking | undefined {
    for (const step of this.sheet.steps) {
      this.markStep(step);
      if (this.loose > this.mostLoose) return undefined;
    }
    const first = this.marked.find(({ verdict }) => verdict === "wrong");
    const marking: Marking = { format: "marking/1", firstWrong: first?.id ?? null, steps: this.marked };
    return this.contradictions.length > 0 ? { ...marking, contradictions: this.contradictions } : marking;
  }

  private markStep(step: SheetStep): void {
    const { quantity } = step;
    if (step.parts.length > 0) {
      this.markRepeated(step);
    } else if (!quantity || !this.page.truth.has(quantity)) {
      this.markAside(step);
    } else {
      this.noteMissing(quantity);
      if (step.kind === "expression") this.markTerms(step, quantity);
      else this.markNumbers(step, quantity);
      this.page.here.add(quantity.name);
    }
  }

  private follows: boolean | undefined;

  /**
   * Whether the rules do not reach a quantity: they take one table at a time, and some optimizers look at all of them
   * together, at the loss, at where they began, or draw.
   */
  private isBeyond({ family }: Quantity): boolean {
    const { net, truth } = this.page;
    if (!/^[mv]_|_new$|^loss_after$/.test(family) || net.optimizer.name === "sgd") return false;
    this.follows ??= followsLayout(net, truth);
    return !this.follows;
  }

  /** A number that no rule is about: right if it is what laying out the net gives; else nothing is known of it. */
  private markAside(step: SheetStep): void {
    const value = step.kind === "result" ? laidOut(this.page.net, step.name) : undefined;
    if (!value) return this.note(step, "unreadable", null);
    const cells = readCells(step.printed, value.shape);
    if (typeof cells === "string") return this.note(step, cells, nested(value));
    const verdict = unfit(asWritten(judgedOf(cells, this.style)), [value]).length > 0 ? "unreadable" : "right";
    this.note(step, cells.numbers.includes(undefined) ? "missing" : verdict, nested(value, cells));
  }

  /** Steps that this one needs and that stand nowhere. */
  private noteMissing(quantity: Quantity): void {
    const { page } = this;
    if (page.here.has(quantity.name)) return;
    const all = new Set(this.sheet.steps.map((step) => step.quantity?.name));
    for (const name of needsOf(quantity, this.sheet, all)) {
      if (all.has(name) || page.here.has(name)) continue;
      page.here.add(name);
      const expected = nested(page.taking(page.written).value(name));
      this.marked.push({ id: name, verdict: "missing", expected, given: null, mistakes: [] });
    }
  }

  private markNumbers(step: SheetStep, quantity: Quantity): void {
    const { page } = this;
    const { name } = quantity;
    const cells = readCells(step.printed, page.truth.shape(name));
    if (typeof cells === "string") {
      if (cells === "unreadable" && this.isBeyond(quantity)) return this.markAside(step);
      this.note(step, cells, nested(page.taking(page.written).value(name)));
      return;
    }
    const judged = judgedOf(cells, this.style);
    const earlier = page.written.get(name);
    if (step.kind === "restatement" && earlier) {
      this.repeat(
        step,
        quantity,
        asWritten(judged),
        [earlier, page.older.get(name)].filter((box) => box !== undefined),
      );
      return;
    }
    const operands = this.operandsOf(step);
    const outcome = this.judge(quantity, judged, operands);
    if (outcome.wrong.length > 0 && this.isBeyond(quantity)) {
      page.take(quantity, cells, judged.units, []);
      return this.markAside(step);
    }
    if (step.kind === "edit" && earlier) this.replace(step, name, earlier);
    this.conclude(step, quantity, judged, outcome);
    this.writer.set(name, step.id);
    if (cells.numbers.includes(undefined)) this.amend("missing");
  }

  /** A blank among the numbers: the others have been judged. */
  private amend(verdict: Verdict): void {
    const last = this.marked.at(-1)!;
    if (last.verdict !== "wrong") this.marked[this.marked.length - 1] = { ...last, verdict };
  }

  /** Which cells do not follow, in any way that this sheet allows. */
  private judge(quantity: Quantity, judged: Judged, operands: ReadonlyMap<string, Box>): Outcome {
    const { page } = this;
    const { name } = quantity;
    const given = page.truth.given(name);
    if (given) {
      const own = asWritten(judged);
      const wrong = unfit(own, [given]);
      const rounded = wrong.length === 0 && unfit(judged, [given]).length > 0;
      return { wrong, rounded, judged: own, chains: [page.truth], values: [given], chain: page.truth, value: given };
    }
    const chains = page.ways();
    const values = chains.map((chain) => chain.recompute(quantity));
    const also = (more: readonly Chain[]): void => {
      chains.push(...more);
      values.push(...more.map((chain) => chain.recompute(quantity)));
    };
    const { value: expressed } = this.expressed.get(name) ?? {};
    if (expressed) {
      chains.push(chains[0]!);
      values.push(expressed);
    }
    if (operands.size > 0 && unfit(judged, values).length > 0) {
      also([page.taking(new Map([...page.written, ...operands]))]);
    }
    if (unfit(judged, values).length > 0) also([page.apart]);
    if (unfit(judged, values).length > 0) also(page.mixtures(chains.slice(0, manners.length), name));
    if (unfit(judged, values).length > 0 && !/^[mv]_|_new$/.test(quantity.family)) {
      const likely = chains.slice(0, manners.length);
      chains.push(...likely);
      values.push(...likely.map((chain) => inDoubles(chain.calculation(quantity))));
    }
    if (quantity.family === "step" && unfit(judged, values).length > 0) {
      const { value: length = NaN } = judged.cells.numbers[0] ?? {};
      if (falls(chains[0]!, length)) {
        chains.push(chains[0]!);
        values.push(filled([1, 1], length));
      }
    }
    const own = unfit(judged, values).length > 0 ? asWritten(judged) : judged;
    const best = this.best(values, own);
    const exact = { chains, values, chain: chains[best]!, value: values[best]! };
    const wrong = unfit(own, values);
    const isShorter = own !== judged && wrong.length === 0;
    const isShortened = wrong.length > 0 && this.isShortened(quantity, own, wrong, exact);
    return { ...exact, wrong: isShortened ? [] : wrong, rounded: isShorter || isShortened, judged: own };
  }

  private best(values: readonly Box[], judged: Judged): number {
    const misses = values.map((value) => unfit(judged, [value]).length);
    return misses.indexOf(Math.min(...misses));
  }

  /** Right if something was shortened on the way. */
  private isShortened(
    quantity: Quantity,
    judged: Judged,
    wrong: readonly number[],
    { chains, values }: Pick<Outcome, "chains" | "values">,
  ): boolean {
    const { hidden, bounded } = this.page.loose();
    const with_ = (more: readonly Chain[]): Box[] => [...values, ...more.map((chain) => chain.recompute(quantity))];
    if (unfit(judged, with_(hidden)).length === 0) return true;
    if (unfit(judged, with_(bounded)).length > 0) return false;
    this.loose++;
    if (this.mostLoose === Infinity || this.loose > this.mostLoose) return true;
    // Off by little more than the last digit, and no wrong rule gives it.
    const { fits, units } = judged;
    const near = (low: number, high: number, cell: number): boolean =>
      fits(low - hair * units[cell]!, high + hair * units[cell]!, cell);
    if (unfit({ ...judged, fits: near }, values).length > 0) return false;
    const answers = this.explained(quantity, judged, wrong, chains);
    return !answers.some(
      ([only, ...more]) => more.length === 0 && only!.value !== undefined && only!.mistake !== roundedTooEarly,
    );
  }

  private explained(
    quantity: Quantity,
    judged: Judged,
    wrong: readonly number[],
    chains: readonly Chain[],
  ): Candidate[][] {
    if (this.page.truth.given(quantity.name)) return [];
    const asked = { quantity, wrong, chains, written: this.page.here };
    const answers = explain({ ...asked, ...judged });
    // A mistake may have been written with fewer digits than the rest of the sheet, too.
    const covers = ([first = []]: readonly Candidate[][]): boolean =>
      wrong.every((cell) => first.some(({ cells }) => cells.includes(cell)));
    if (covers(answers)) return answers;
    const own = asWritten(judged);
    if (own.units.every((unit, i) => unit === judged.units[i])) return answers;
    const others = explain({ ...asked, ...own });
    return covers(others) ? others : answers;
  }

  /** Writes the verdict down and goes on with the learner's numbers. */
  private conclude(step: SheetStep, quantity: Quantity, judged: Judged, outcome: Outcome): void {
    const { page } = this;
    const { name } = quantity;
    const { cells } = judged;
    const { units } = outcome.judged;
    const expected = nested(outcome.value, cells);
    if (outcome.wrong.length > 0) {
      const chains = [...new Set([outcome.chain, ...outcome.chains])];
      const answers = this.explained(quantity, judged, outcome.wrong, chains);
      const mistakes = named(answers, cells, outcome.wrong);
      page.take(quantity, cells, units, []);
      page.getUsedTo(answers);
      page.fork(
        name,
        answers.slice(0, 3).flatMap((answer) => answer.at(-1)!.value ?? []),
      );
      page.wrong.add(name);
      page.tainted.add(name);
      this.note(step, "wrong", expected, mistakes);
      return;
    }
    this.noteReading(step, outcome.chain);
    const fitting = [outcome.value, ...outcome.values].filter((value) => unfit(outcome.judged, [value]).length === 0);
    page.take(quantity, cells, units, fitting);
    const carried = this.restsOnWrong(name, outcome) && unfit(outcome.judged, [page.truth.value(name)]).length > 0;
    if (carried) page.tainted.add(name);
    else page.tainted.delete(name);
    this.note(step, carried ? "carried" : outcome.rounded ? "rounded" : "right", expected);
  }

  private restsOnWrong(name: string, { chains }: Outcome): boolean {
    if (this.expressed.get(name)?.wrong) return true;
    return chains.some((chain) => [...chain.used].some((used) => used !== name && this.page.tainted.has(used)));
  }

  /** Numbers put into a term, before the result. */
  private markTerms(step: SheetStep, quantity: Quantity): void {
    const { page } = this;
    const terms = readTerms(step.expression, page.truth.shape(quantity.name), this.known());
    if (typeof terms === "string") {
      this.note(step, terms, nested(page.taking(page.written).value(quantity.name)));
      return;
    }
    const outcomes = terms.map((judged) => ({ judged, outcome: this.judge(quantity, judged, new Map()) }));
    const { judged, outcome } = outcomes.toSorted((a, b) => a.outcome.wrong.length - b.outcome.wrong.length)[0]!;
    const wrong = outcome.wrong.length > 0;
    const low = Float64Array.from(page.taking(page.written).value(quantity.name).low);
    const high = low.slice();
    judged.cells.index.forEach((at, i) => ([low[at], high[at]] = judged.ranges[i]!));
    this.expressed.set(quantity.name, { value: { shape: outcome.value.shape, low, high }, wrong });
    const expected = nested(outcome.value, judged.cells);
    if (!wrong) {
      const off =
        this.restsOnWrong(quantity.name, outcome) && unfit(judged, [page.truth.value(quantity.name)]).length > 0;
      this.noteReading(step, outcome.chain);
      this.note(step, off ? "carried" : "right", expected);
      return;
    }
    const answers = this.explained(quantity, judged, outcome.wrong, [...new Set([outcome.chain, ...outcome.chains])]);
    page.getUsedTo(answers);
    const nothing = (cells: readonly number[]): string =>
      strangers(
        cells.map((cell) => judged.cells.numbers[cell]!.text),
        this.known(),
      );
    this.note(step, "wrong", expected, named(answers, judged.cells, outcome.wrong, nothing));
  }

  /** All numbers that stand on the sheet so far. */
  private known(): ReadonlySet<number> {
    const { net } = this.sheet;
    const given = [net.input, net.target, ...net.weights, net.biases].flatMap((rows) => rows.flat());
    const { written, older } = this.page;
    return new Set([net.rate, ...given, ...[...written.values(), ...older.values()].flatMap(({ low }) => [...low])]);
  }

  /** Several quantities once more, one after the other. */
  private markRepeated(step: SheetStep): void {
    const { page } = this;
    const printed = Array.isArray(step.printed) ? (step.printed as readonly Written[]) : [];
    const each = step.parts.map((quantity, i): MarkedStep => {
      const before = this.marked.length;
      if (quantity && page.truth.has(quantity) && printed[i] !== undefined) {
        this.markNumbers({ ...step, parts: [], quantity, printed: printed[i] }, quantity);
      } else {
        this.note(step, "unreadable", null);
      }
      return this.marked.splice(before)[0]!;
    });
    const worst = (["unreadable", "missing", "wrong", "carried", "rounded", "right"] as const).find((verdict) =>
      each.some((part) => part.verdict === verdict),
    );
    const expected = each.map((part) => part.expected);
    this.note(
      step,
      worst ?? "unreadable",
      expected,
      each.flatMap(({ mistakes }) => mistakes),
    );
  }

  /** What was written before, once more. */
  private repeat(step: SheetStep, quantity: Quantity, judged: Judged, earlier: readonly Box[]): void {
    const at = earlier.findIndex((value) => unfit(judged, [value]).length === 0);
    const expected = nested(earlier[Math.max(at, 0)]!, judged.cells);
    if (at < 0) {
      const wrong = unfit(judged, [earlier[0]!]);
      this.note(
        step,
        "wrong",
        expected,
        named([], judged.cells, wrong, () => "the numbers are not those written before"),
      );
      return;
    }
    if (at > 0)
      this.contradict(
        step.id,
        `repeats ${quantity.name} as it stood before ${this.writer.get(quantity.name)} replaced it`,
      );
    const off = this.page.tainted.has(quantity.name) || (at > 0 && this.page.wrong.has(quantity.name));
    this.note(step, off ? "carried" : "right", expected);
  }

  /** An edit puts what was written aside; who goes on with it all the same is judged from it. */
  private replace(step: SheetStep, name: string, earlier: Box): void {
    this.page.older.set(name, earlier);
    const before = readCells(step.replaces, earlier.shape);
    if (typeof before === "string") return;
    const off = unfit(asWritten(judgedOf(before, this.style)), [this.page.within(name)]);
    if (off.length > 0) this.contradict(step.id, `replaces other numbers than ${this.writer.get(name)} has`);
  }

  /** The numbers that the writer says to have used, where they are not those of the sheet. */
  private operandsOf(step: SheetStep): Map<string, Box> {
    const { page } = this;
    const different = new Map<string, Box>();
    for (const { quantity, printed, name } of step.operands) {
      if (!quantity || !page.truth.has(quantity)) continue;
      const own = page.taking(page.written).value(quantity.name);
      const cells = readCells(printed, own.shape);
      if (typeof cells === "string") continue;
      const off = unfit(asWritten(judgedOf(cells, this.style)), [own]);
      if (off.length === 0) continue;
      const places = off.map((cell) => `[${cells.positions[cell]!.join(", ")}]`).join(" ");
      const before = this.writer.get(quantity.name) ?? "the net";
      this.contradict(
        step.id,
        `writes ${name} other than ${before}, in ${places}; read as in ${before} if the result agrees`,
      );
      const values = own.low.slice();
      cells.index.forEach((at, i) => (values[at] = cells.numbers[i]?.value ?? values[at]!));
      different.set(quantity.name, point(own.shape, values));
    }
    return different;
  }

  /** Says so where a step goes on with what was replaced. */
  private noteReading(step: SheetStep, chain: Chain): void {
    const old = [...this.page.older].filter(([name, box]) => chain.used.has(name) && chain.taken.get(name) === box);
    for (const [name] of old)
      this.contradict(step.id, `goes on with ${name} as it stood before ${this.writer.get(name)} replaced it`);
  }

  private contradict(step: string, says: string): void {
    this.contradictions.push({ step, says });
  }

  private note(step: SheetStep, verdict: Verdict, expected: Numbers, mistakes: readonly NamedMistake[] = []): void {
    const given = step.printed ?? step.expression ?? null;
    this.marked.push({ id: step.id, verdict, expected, given, mistakes });
  }
}
