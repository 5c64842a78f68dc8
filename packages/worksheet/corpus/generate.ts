import { isFinite, map, type Matrix, sameShape } from "./arrays.ts";
import { mayBe, settle, unitOf, write } from "./digits.ts";
import { drawHand, drawNet } from "./draw.ts";
import { type Kind, kinds, type Scope, slips, type Wrong, wrongs } from "./mistakes/index.ts";
import type { Hand, Net } from "./net.ts";
import { order } from "./order.ts";
import { Page } from "./page.ts";
import { Random } from "./random.ts";
import { place, toSheet, type WrittenStep } from "./sheet.ts";

type Texts = readonly (readonly string[])[];

/** A mistake on a sheet. */
export interface Plant {
  readonly kind: Kind;
  /** All names that are right for it: its own, other names of it, and whatever gives the same digits here. */
  readonly names: ReadonlySet<string>;
  readonly step: string;
  readonly quantity: string;
  readonly scope: Scope;
  /** Places of the numbers that differ, counted from 1. */
  readonly cells: readonly (readonly number[])[];
  /** Lies within what the rounding of the earlier numbers allows, so that the sheet does not give it away. */
  readonly faint: boolean;
}

export interface Made {
  readonly seed: string;
  readonly sheet: object;
  readonly net: Net;
  readonly hand: Hand;
  readonly plants: readonly Plant[];
  /** Steps that hold a planted mistake once more, as a writer who has a rule wrong repeats it. */
  readonly repeats: ReadonlySet<string>;
  /** Mistakes thought of that change no digit, or as the first one are faint, by kind. */
  readonly discarded: Partial<Record<Kind, number>>;
}

const allKinds = Object.keys(kinds) as Kind[];

/** A sheet without a mistake. */
export function makeClean(seed: string): Made {
  const random = new Random(seed);
  for (;;) {
    // Weights large enough to saturate activations, too: there digits are lost where nobody made a mistake.
    const [net, hand] = [drawNet(random, random.pick([1, 1, 1, 10, 40])), drawHand(random, false)];
    const written = calculate(net, hand, []);
    if (written) return { ...finish(seed, net, hand, written.steps), plants: [], repeats: new Set(), discarded: {} };
  }
}

/**
 * A sheet with one or two mistakes.
 *
 * @param seed - the same seed makes the same sheet; `name:index`, where the index decides on the kind of the first
 */
export function makePlanted(seed: string): Made {
  const random = new Random(seed);
  const kind = allKinds[Number(seed.split(":").at(-1)) % allKinds.length]!;
  const discarded: Partial<Record<Kind, number>> = {};
  for (;;) {
    const [net, hand] = [drawNet(random), drawHand(random, true)];
    const clean = calculate(net, hand, []);
    const first = clean && choose(random, clean, kind, -1, discarded);
    const one = first && calculate(net, hand, [first]);
    if (!first || !one) continue;
    if (first.candidate.faint) {
      discarded[kind] = (discarded[kind] ?? 0) + 1;
      continue;
    }
    const second = random.chance(0.4) ? chooseSecond(random, one, clean, first, discarded) : undefined;
    const two = second && calculate(net, hand, [first, second]);
    const chosen = two ? [first, second] : [first];
    const { steps } = two ?? one;
    const plants = chosen.map(({ candidate, index }) => describe(net, hand, steps[index]!, candidate));
    return { ...finish(seed, net, hand, steps), plants, repeats: repeatsOf(steps, chosen), discarded };
  }
}

const finish = (
  seed: string,
  net: Net,
  hand: Hand,
  steps: readonly WrittenStep[],
): Pick<Made, "seed" | "sheet" | "net" | "hand"> => ({
  seed,
  net,
  hand,
  sheet: toSheet(`corpus ${seed}`, net, hand, steps),
});

function repeatsOf(steps: readonly WrittenStep[], chosen: readonly Choice[]): Set<string> {
  const coupled = chosen.find(({ candidate }) => candidate.kind === "adamw-as-coupled");
  const later = coupled ? steps.slice(coupled.index + 1) : [];
  return new Set(later.filter(({ name }) => /^[mv]_|_new$/.test(name)).map(({ id }) => id));
}

/** What a step comes to by a mistake, as it is then written. */
interface Candidate {
  readonly kind: Kind;
  readonly names: ReadonlySet<string>;
  readonly scope: Scope;
  readonly texts: Texts;
  /** In full precision, where the mistake has more digits than are written. */
  readonly value: Matrix;
  readonly faint: boolean;
  /** Row and column of the numbers that are not right, from 0. */
  readonly cells: readonly Cell[];
}

type Cell = readonly [row: number, column: number];

interface Choice {
  readonly index: number;
  readonly candidate: Candidate;
}

interface Calculation {
  readonly page: Page;
  readonly names: readonly string[];
  readonly steps: readonly WrittenStep[];
}

/** Largest number on a sheet, and smallest where its digits count from the first that is not 0. */
const largest = 1e5;
const smallest = 1e-6;
/** A calculator of 13 digits rounds what has more than these twice. */
const mostDigits = 11;

/** Works through the sheet, the chosen mistakes made on the way; undefined where it leads beyond what one writes. */
function calculate(net: Net, hand: Hand, choices: readonly Choice[]): Calculation | undefined {
  let page = new Page(net, hand);
  const names = order(net, hand);
  const steps: WrittenStep[] = [];
  for (const [index, name] of names.entries()) {
    const mistake = choices.findLast((choice) => choice.index === index)?.candidate;
    const value = mistake?.value ?? page.right(name);
    if (!isWritable(value, hand)) return undefined;
    const texts = mistake?.texts ?? value.map((row) => row.map((x) => write(x, hand)));
    page.values.set(name, hand.carry === "written" ? map(value, (_, r, c) => Number(texts[r]![c]!)) : value);
    if (mistake?.kind === "adamw-as-coupled") page = page.asCoupled();
    steps.push({ id: `T${String(index + 1).padStart(2, "0")}`, name, texts });
  }
  return { page, names, steps };
}

function isWritable(m: Matrix, hand: Hand): boolean {
  if (!isFinite(m)) return false;
  return m.every((row) =>
    row.every((x) => {
      const size = Math.abs(settle(x));
      if (hand.style === "decimals" && size >= 10 ** (mostDigits - hand.digits)) return false;
      return size <= largest && (hand.style === "decimals" || size === 0 || size >= smallest);
    }),
  );
}

/** A mistake of this kind at one of the steps after the given one, each step as likely as any other. */
function choose(
  random: Random,
  made: Calculation,
  kind: Kind,
  after: number,
  discarded: Partial<Record<Kind, number>>,
): Choice | undefined {
  const { page, names, steps } = made;
  const moment = names.findIndex((name) => /^m_/.test(name));
  const options = names.flatMap((name, index) => {
    if (index <= after || (kind === "adamw-as-coupled" && index !== moment)) return [];
    const right = page.right(name);
    const found = candidates(page, name, right, steps[index]!.texts, kind);
    return found.length > 0 ? [{ index, name, right, found }] : [];
  });
  if (options.length === 0) return undefined;
  const { index, name, right, found } = random.pick(options);
  const scope = random.pick([...new Set(found.map((candidate) => candidate.scope))]);
  const candidate = random.pick(found.filter((one) => one.scope === scope));
  if (!leaves(candidate.texts, right)) {
    discarded[kind] = (discarded[kind] ?? 0) + 1;
    return undefined;
  }
  const faint = !leaves(candidate.texts, right, reach(page, name, right, steps));
  const cells = differences(steps[index]!.texts, candidate.texts);
  const same = sameDigits(page, name, right, cells, candidate.texts);
  return { index, candidate: { ...candidate, faint, cells, names: withOtherNames(same) } };
}

const withOtherNames = (same: readonly Kind[]): Set<string> => new Set([...same, ...same.flatMap((one) => kinds[one])]);

const differences = (a: Texts, b: Texts): Cell[] =>
  a.flatMap((row, r) => row.flatMap((text, c) => (text === b[r]![c] ? [] : [[r, c] as const])));

function chooseSecond(
  random: Random,
  made: Calculation,
  clean: Calculation,
  first: Choice,
  discarded: Partial<Record<Kind, number>>,
): Choice | undefined {
  if (first.candidate.kind === "adamw-as-coupled") return undefined;
  if (random.chance(0.2)) return slipBeside(random, made, first);
  for (let tries = 0; tries < 10; tries++) {
    const found = choose(random, made, random.pick(allKinds), first.index, discarded);
    if (!found || found.candidate.kind === "adamw-as-coupled") continue;
    // By a second mistake back to what is right: nothing is left to be found.
    const { index, candidate } = found;
    const heals = candidate.cells.every(([r, c]) => candidate.texts[r]![c] === clean.steps[index]!.texts[r]![c]);
    if (!heals) return found;
  }
  return undefined;
}

/** A slip at a number of the same step, one that is still right if there is any. */
function slipBeside(random: Random, { page }: Calculation, first: Choice): Choice | undefined {
  const { hand } = page;
  const { texts, value, cells } = first.candidate;
  const all = texts.flatMap((row, r) => row.map((_, c) => [r, c] as const));
  const untouched = all.filter(([r, c]) => !cells.some(([i, j]) => i === r && j === c));
  if (all.length < 2) return undefined;
  const [r, c] = random.pick(untouched.length > 0 ? untouched : all);
  const options = [...slips(value[r]![c]!, hand)].filter((slip) => isWritable([[slip.value]], hand));
  if (options.length === 0) return undefined;
  const slip = random.pick(options);
  const written = slip.text ?? write(slip.value, hand);
  const same = options.filter((one) => (one.text ?? write(one.value, hand)) === written).map(({ kind }) => kind);
  if (mayBe(written, value[r]![c]!)) return undefined;
  const at = (i: number, j: number): boolean => i === r && j === c;
  return {
    index: first.index,
    candidate: {
      kind: slip.kind,
      names: withOtherNames(same),
      scope: "cell",
      texts: texts.map((row, i) => row.map((text, j) => (at(i, j) ? written : text))),
      value: map(value, (x, i, j) => (at(i, j) ? slip.value : x)),
      faint: false,
      cells: [[r, c]],
    },
  };
}

type Bare = Pick<Candidate, "kind" | "scope" | "texts" | "value">;

/** All ways to make a mistake of this kind at a step, at one number, a row or throughout. */
function candidates(page: Page, name: string, right: Matrix, texts: Texts, kind: Kind): Bare[] {
  const { hand } = page;
  const all: Bare[] = [];
  for (const wrong of wrongs(page, name)) {
    if (wrong.kind !== kind) continue;
    for (const { scope, value } of atEveryPlace(wrong, right)) {
      if (isWritable(value, hand))
        all.push({ kind, scope, value, texts: value.map((row) => row.map((x) => write(x, hand))) });
    }
  }
  for (const [r, row] of right.entries()) {
    for (const [c, x] of row.entries()) {
      for (const slip of slips(x, hand)) {
        if (slip.kind !== kind) continue;
        const value = map(right, (y, i, j) => (i === r && j === c ? slip.value : y));
        const written = texts.map((line, i) =>
          line.map((text, j) => (i === r && j === c ? (slip.text ?? write(slip.value, hand)) : text)),
        );
        if (isWritable(value, hand)) all.push({ kind, scope: "cell", value, texts: written });
      }
    }
  }
  // Only where it shows at all, or could have.
  return all.filter((one) => one.value.some((row, r) => row.some((x, c) => x !== right[r]![c]!)));
}

function* atEveryPlace(wrong: Wrong, right: Matrix): Generator<{ scope: Scope; value: Matrix }> {
  if (!sameShape(wrong.value, right)) throw new Error(`${wrong.kind}: a mistake of another shape`);
  if (wrong.scopes.includes("step")) yield { scope: "step", value: wrong.value };
  for (const [r, row] of right.entries()) {
    if (wrong.scopes.includes("row") && right.length > 1) {
      yield { scope: "row", value: map(right, (x, i, j) => (i === r ? wrong.value[i]![j]! : x)) };
    }
    if (!wrong.scopes.includes("cell")) continue;
    for (const c of row.keys()) {
      yield { scope: "cell", value: map(right, (x, i, j) => (i === r && j === c ? wrong.value[i]![j]! : x)) };
    }
  }
}

/** Whether the right value cannot have been written so, in one number at least. */
const leaves = (texts: Texts, right: Matrix, slack?: Matrix): boolean =>
  texts.some((row, r) => row.some((text, c) => !mayBe(text, right[r]![c]!, slack?.[r]![c] ?? 0)));

/** How far each number may move when those it is made from move within their digits, rounded or cut off. */
function reach(page: Page, name: string, right: Matrix, steps: readonly WrittenStep[]): Matrix {
  page.read.clear();
  page.right(name);
  let total = map(right, () => 0);
  for (const input of page.read) {
    const value = page.values.get(input)!;
    const texts = steps.find((step) => step.name === input)!.texts;
    for (const [r, row] of value.entries()) {
      for (const c of row.keys()) {
        const by = 1.5 * unitOf(texts[r]![c]!);
        const moved = [by, -by].map((d) =>
          page.but({ [input]: map(value, (x, i, j) => (i === r && j === c ? x + d : x)) }).right(name),
        );
        total = map(total, (x, i, j) => x + Math.max(...moved.map((m) => Math.abs(m[i]![j]! - right[i]![j]!))));
      }
    }
  }
  return total;
}

/** The kinds that give the same digits where the sheet is wrong. */
function sameDigits(page: Page, name: string, right: Matrix, cells: readonly Cell[], wrong: Texts): Kind[] {
  const { hand } = page;
  const found = new Set<Kind>();
  for (const { kind, value } of wrongs(page, name)) {
    const same = cells.every(([r, c]) => Number.isFinite(value[r]![c]!) && write(value[r]![c]!, hand) === wrong[r]![c]);
    if (same) found.add(kind);
  }
  if (cells.length === 1) {
    const [r, c] = cells[0]!;
    for (const { kind, value, text } of slips(right[r]![c]!, hand)) {
      if ((text ?? write(value, hand)) === wrong[r]![c]) found.add(kind);
    }
  }
  return [...found];
}

function describe(net: Net, hand: Hand, step: WrittenStep, candidate: Candidate): Plant {
  const { kind, names, scope, faint, cells } = candidate;
  const places = cells.map(([r, c]) => place(net, hand, step.name, r, c));
  return { kind, names, scope, faint, step: step.id, quantity: step.name, cells: places };
}
