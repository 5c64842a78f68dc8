import { type Quantity, readQuantity } from "../sheet/quantity.ts";
import type { Box } from "./box.ts";
import { type Calculation, resultOf } from "./calculation.ts";
import type { Chain } from "./chain.ts";
import type { Cells } from "./cells.ts";
import { mistakes } from "./mistakes/index.ts";
import type { Mistake, Place, Slip } from "./mistakes/mistake.ts";
import { type NamedRule, ownRules, rulesAt, rulesOnTop, slipsAt } from "./rules.ts";

/** A mistake that gives the digits of some cells. */
export interface Candidate {
  readonly mistake: Mistake;
  /** Which of the wrong cells it gives, as places in `Cells`. */
  readonly cells: readonly number[];
  /** Of these, where it does so without another mistake on top of it; all of them where absent. */
  readonly alone?: readonly number[];
  /** The larger, the more has to be believed. */
  readonly cost: number;
  readonly says: string;
  /** What it makes of the whole step, where it does: to go on from. */
  readonly value?: Box;
  readonly from: Chain;
  readonly inner?: NamedRule["inner"];
}

/** A step that is wrong. */
export interface Asked {
  readonly quantity: Quantity;
  readonly cells: Cells;
  /** The cells that nothing right gives, as places in `cells`. */
  readonly wrong: readonly number[];
  /** The ways to have come here, the likeliest first. */
  readonly chains: readonly Chain[];
  /** Whether a value between two bounds gives the digits of a cell. */
  readonly fits: (low: number, high: number, cell: number) => boolean;
  readonly units: readonly number[];
  /** Names of what stands on the sheet before. */
  readonly written: ReadonlySet<string>;
}

interface Question extends Asked {
  /** The wrong calculations of a place. */
  readonly rulesOf: (place: Place) => readonly NamedRule[];
}

/** Each place is looked at alone, with slips on top, and in pairs. */
function rulesOnce(written: ReadonlySet<string>): Question["rulesOf"] {
  const known = new Map<Calculation, readonly NamedRule[]>();
  return (place) => {
    const rules = known.get(place.calculation) ?? rulesAt(place, mistakes, written);
    known.set(place.calculation, rules);
    return rules;
  };
}

/** Ways that differ little: what the first do not tell the others will not. */
const mostChains = 6;

/** Where one mistake on the likeliest ways gives everything, the others need not be tried. */
const fewChains = 3;

/** What gives only some of the cells has to be likely. */
const mostCost = 6;

/** Pairs of rules are tried for steps up to this many rules: beyond, there is a net too large for paper. */
const mostPairs = 4000;

/**
 * What may have happened, the likeliest first: each answer is one mistake, or a few, that give the wrong digits. Where
 * nothing gives all of them, what gives the most.
 */
export function explain(asked: Asked): Candidate[][] {
  const question = { ...asked, rulesOf: rulesOnce(asked.written) };
  const { wrong } = question;
  const chains = different(question).slice(0, mostChains);
  const singles: Candidate[] = [];
  for (const [i, chain] of chains.entries()) {
    if (i >= fewChains && singles.some(({ cells, value }) => value && cells.length === wrong.length)) break;
    singles.push(...candidatesOf(question, chain, i));
  }
  const best = cheapest(singles);
  const whole = best.filter(({ cells }) => cells.length === wrong.length).map((candidate) => [candidate]);
  if (whole.length > 0) return sorted([...whole, ...together(question, best)]);
  const promising = { ...question, chains: [...new Set([...best.map(({ from }) => from), ...chains])].slice(0, 2) };
  const some = [...together(question, best), ...corrected(promising), ...inPairs(promising)];
  if (some.length > 0) return sorted(some);
  const parted = inParts(promising, best);
  if (parted.length > 0) return sorted(parted);
  const most = Math.max(...best.map(({ cells }) => cells.length));
  const likely = best.filter(
    ({ mistake, cells, value, cost }) =>
      cells.length === most && value === undefined && cost < mostCost && isFew(mistake, wrong.length),
  );
  return sorted(likely.map((candidate) => [candidate]));
}

/** Chains that put other numbers into the step: many ways to have come here do not show in it. */
function different({ chains, quantity, written }: Asked): Chain[] {
  const seen = new Set<string>();
  return chains.filter((chain) => {
    const key = fingerprint(chain, quantity, written);
    return !seen.has(key) && seen.add(key);
  });
}

function fingerprint(chain: Chain, quantity: Quantity, written: ReadonlySet<string>): string {
  const { operands, sources = {} } = chain.calculation(quantity);
  const inner = Object.values(sources).filter((name) => !written.has(name) && !chain.given(name));
  const below = inner.map((name) => fingerprint(chain, readQuantity(name)!, written));
  const own = Object.entries(operands).map(
    ([role, { low, high }]) => `${role}=${low.join()}/${low === high ? "" : high.join()}`,
  );
  return [...own, ...below].join(";");
}

const sorted = (answers: Candidate[][]): Candidate[][] => answers.toSorted((a, b) => costOf(a) - costOf(b));

export const costOf = (answer: readonly Candidate[]): number =>
  answer.reduce((sum, { cost }) => sum + cost, 0) + (answer.length - 1);

/** Everything that a single mistake gives on one way. */
function candidatesOf(question: Question, chain: Chain, rank: number): Candidate[] {
  const place = placeOf(question, chain);
  const base = resultOf(place.calculation);
  const found = question.rulesOf(place).flatMap((rule) => judged(question, rule, chain, 0.1 * rank, base));
  return [...found, ...slipsOf(question, place, base, rank)];
}

const placeOf = ({ quantity }: Question, chain: Chain): Place => ({
  quantity,
  chain,
  calculation: chain.calculation(quantity),
});

function judged(question: Question, rule: NamedRule, from: Chain, extra: number, base?: Box): Candidate[] {
  const { cells, wrong, fits } = question;
  const value = resultOf(rule.calculation);
  const gives = (cell: number): boolean => {
    const at = cells.index[cell]!;
    return possible(value.low[at]!, value.high[at]!) && fits(value.low[at]!, value.high[at]!, cell);
  };
  const given = wrong.filter(gives);
  if (given.length === 0) return [];
  // A rule that is followed everywhere explains more than one that other cells speak against.
  const against = cells.index.filter((_, cell) => cells.numbers[cell] !== undefined && !gives(cell)).length;
  const everywhere = against === 0;
  const partly =
    1.2 +
    0.3 * given.length +
    0.3 * Math.min(against, 2) +
    luck(
      100,
      given.map((cell) => chanceOf(question, cell)),
    );
  const vague = given.map((cell) => {
    const at = cells.index[cell]!;
    return base ? spread(question, base, at, { low: value.low[at]!, high: value.high[at]! }, cell) : 0;
  });
  const cost = rule.mistake.surprise + extra + (everywhere ? 0 : partly) + total(vague);
  const found: Candidate = { mistake: rule.mistake, cells: given, cost, says: rule.says, from };
  return [{ ...found, ...(everywhere && { value }), ...(rule.inner && { inner: rule.inner }) }];
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0);

/** What is no number is nobody's digits. */
const possible = (low: number, high: number): boolean => Number.isFinite(low) && Number.isFinite(high);

/** How likely it is that a number of the right size gives the digits of a cell by accident. */
function chanceOf({ cells, units }: Question, cell: number): number {
  const { value } = cells.numbers[cell]!;
  return Math.min(1, (2 * units[cell]!) / Math.max(Math.abs(value), units[cell]!));
}

/**
 * What it costs that a number is known less exactly than the right one: where it may be anything, digits that it gives
 * say little.
 */
function spread(
  { units }: Question,
  base: Box,
  at: number,
  { low, high }: Pick<Slip, "low" | "high">,
  cell: number,
): number {
  const unit = units[cell]!;
  const ratio = (high - low + unit) / (base.high[at]! - base.low[at]! + unit);
  return ratio > 1 ? Math.log(ratio) : 0;
}

/** What it costs that among so many tries one may have hit by accident. */
const luck = (tries: number, chances: readonly number[]): number =>
  Math.max(0, Math.min(4, 2 + Math.log(tries * chances.reduce((product, chance) => product * chance, 1))));

/** Mistakes of single cells, put together by name. */
function slipsOf(question: Question, place: Place, base: Box, rank: number): Candidate[] {
  const { cells, wrong, fits, units } = question;
  return mistakes.flatMap((mistake): Candidate[] => {
    if (!mistake.slips) return [];
    const hits = wrong.flatMap((cell) => {
      const index = cells.index[cell]!;
      const { text, value } = cells.numbers[cell]!;
      const at = { index, value: base, text, written: value, unit: units[cell]! };
      const slips = slipsAt(place, at, mistake, question.written);
      const within = slips.filter((slip) => slip.within).length;
      const [hit] = slips
        .filter(({ low, high }) => possible(low, high) && fits(low, high, cell))
        .map((slip) => ({
          slip,
          cost:
            (slip.within ? luck(within, [chanceOf(question, cell)]) : 0) +
            spread(question, base, index, slip, cell) -
            (slip.ease ?? 0),
        }))
        .toSorted((a, b) => a.cost - b.cost);
      return hit ? [{ cell, says: hit.slip.says, cost: hit.cost }] : [];
    });
    if (hits.length === 0) return [];
    const made = (of: typeof hits): Candidate => ({
      mistake,
      cells: of.map(({ cell }) => cell),
      // However easy the first one is, each further one is one more.
      cost:
        mistake.surprise + 0.1 * rank + of.reduce((sum, hit, i) => sum + Math.max(1.5 + hit.cost, i === 0 ? -1 : 1), 0),
      says: of[0]!.says,
      from: place.chain,
    });
    // All of them, or one of them beside another mistake.
    const all = hits.length > 1 && isFew(mistake, hits.length) ? [made(hits)] : [];
    return [...all, ...hits.map((hit) => made([hit]))];
  });
}

const isFew = ({ mostCells = Infinity }: Mistake, cells: number): boolean => cells <= mostCells;

/** For each name and set of cells the cheapest. */
function cheapest(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = `${candidate.mistake.id} ${candidate.cells.join()}`;
    const other = best.get(key);
    if (!other || candidate.cost < other.cost) best.set(key, candidate);
  }
  return [...best.values()];
}

/** Two mistakes in different cells, of which neither gives all. */
function together({ wrong }: Question, candidates: readonly Candidate[]): Candidate[][] {
  const parts = candidates.filter(({ cells }) => cells.length < wrong.length);
  return parts.flatMap((a, i) =>
    parts.slice(i + 1).flatMap((b): Candidate[][] => {
      const covered = new Set([...a.cells, ...b.cells]);
      return covered.size === wrong.length ? [[a, b].toSorted((x, y) => x.cells[0]! - y.cells[0]!)] : [];
    }),
  );
}

/** A wrong rule followed throughout, with slips in some cells on top of it. */
function corrected(question: Question): Candidate[][] {
  const { wrong, cells, fits, chains } = question;
  return chains.flatMap((chain, rank) => {
    const place = placeOf(question, chain);
    return question.rulesOf(place).flatMap((rule): Candidate[][] => {
      const value = resultOf(rule.calculation);
      const left = cells.index.flatMap((at, cell) =>
        cells.numbers[cell] === undefined || fits(value.low[at]!, value.high[at]!, cell) ? [] : [cell],
      );
      const given = wrong.filter((cell) => !left.includes(cell));
      // Some cells speak for the rule, and nothing but the others against it.
      if (given.length === 0 || !value.low.every(Number.isFinite)) return [];
      const here: Place = { ...place, calculation: rule.calculation };
      const slips = slipsOf({ ...question, wrong: left }, here, value, rank);
      const each = left.map(
        (cell) => slips.filter((slip) => slip.cells.includes(cell)).toSorted((a, b) => a.cost - b.cost)[0],
      );
      if (each.some((slip) => slip === undefined || !(isFew(slip.mistake, left.length) || left.length <= given.length)))
        return [];
      const { mistake, says } = rule;
      const first: Candidate = { mistake, cells: wrong, alone: given, cost: mistake.surprise, says, from: chain };
      const onTop = each.map((slip, i): Candidate => ({ ...slip!, cells: [left[i]!], says: both(slip!.says, says) }));
      return [[first, ...onTop]];
    });
  });
}

/** A rule followed in some cells, and in all others another on top of it. */
function inParts(question: Question, candidates: readonly Candidate[]): Candidate[][] {
  const rules = candidates.filter(({ cells, cost }) => cells.length > 1 && cost < mostCost);
  return rules.flatMap((first) => {
    const wrong = question.wrong.filter((cell) => !first.cells.includes(cell));
    const place = placeOf(question, first.from);
    const second = rulesOnTop(place, mistakes, question.written, first.mistake)
      .flatMap((rule) => judged({ ...question, wrong }, rule, first.from, 0))
      .filter(({ cells, mistake }) => cells.length === wrong.length && mistake !== first.mistake);
    // What somebody goes on with is what the first rule made of most cells.
    return second.map(({ mistake, cells, cost, says, from }) => [
      first,
      { mistake, cells, cost, says: both(says, first.says), from },
    ]);
  });
}

/** What gives the digits with another mistake alone. */
const both = (says: string, other: string): string =>
  `${says.replace(/,$/, "")}, but only together with ${other.replace(/,$/, "")},`;

/** Two surprises beyond this, one after the other, are likelier an accident of the digits. */
const mostSurprise = 3;

const believable = ({ surprise }: Mistake): Mistake[] =>
  mistakes.filter((second) => surprise + second.surprise <= mostSurprise);

/** Two mistakes one after the other. */
function inPairs(question: Question): Candidate[][] {
  const { wrong } = question;
  return question.chains.flatMap((chain, rank) => {
    const place = placeOf(question, chain);
    const first = question.rulesOf(place);
    if (first.length ** 2 > mostPairs) return [];
    return first.flatMap((rule) =>
      ownRules({ ...place, calculation: rule.calculation }, believable(rule.mistake)).flatMap(
        (second): Candidate[][] => {
          const [hit] = judged(question, second, chain, 0.1 * rank);
          if (hit?.cells.length !== wrong.length || second.mistake === rule.mistake) return [];
          const { mistake, says } = rule;
          const first = { mistake, says: both(says, hit.says), cost: mistake.surprise, cells: hit.cells, from: chain };
          return [[first, { ...hit, says: both(hit.says, says) }]];
        },
      ),
    );
  });
}
