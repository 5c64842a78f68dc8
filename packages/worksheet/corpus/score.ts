import { type Kind, kinds } from "./mistakes/index.ts";
import { type Made, makeClean, makePlanted, type Plant } from "./generate.ts";

/** What the scorer reads of a marking (`marking/1`). */
interface Marking {
  readonly firstWrong: string | null;
  readonly steps: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly mistakes: readonly { readonly id: string; readonly evidence: string }[];
  }[];
}

export type Mark = (sheet: object) => Marking;

/** The figures of one kind of mistake, or of all. */
export interface Figures {
  planted: number;
  discarded: number;
  /** Sheets on which this mistake was the first, and those on which the marker's first wrong step was its. */
  first: number;
  found: number;
  named: number;
}

export interface Report {
  readonly byKind: Readonly<Record<Kind, Figures>>;
  readonly all: Figures;
  /** Plants that the digits of the earlier steps leave possible: not counted above. */
  readonly faint: Figures;
  readonly clean: number;
  /** Sheets without a mistake that got one, and steps called wrong beside a plant. */
  readonly falseAlarms: number;
  readonly strayAlarms: number;
  /** What went wrong, a line each. */
  readonly failures: readonly string[];
}

const alarming = new Set(["wrong", "missing", "unreadable"]);

/** Verdicts on a sheet without a mistake that should not be there. */
const alarms = (marking: Marking): string[] => [
  ...(marking.firstWrong === null ? [] : [`first wrong ${marking.firstWrong}`]),
  ...marking.steps
    .filter(({ verdict, mistakes }) => alarming.has(verdict) || verdict === "carried" || mistakes.length > 0)
    .map(({ id, verdict, mistakes }) => `${id} ${verdict} ${mistakes.map((mistake) => mistake.id).join(", ")}`),
];

/** Feeds `sheets` sheets with mistakes and as many without to a marker. */
export function score(mark: Mark, { seed, sheets }: { seed: string; sheets: number }): Report {
  const figures = (): Figures => ({ planted: 0, discarded: 0, first: 0, found: 0, named: 0 });
  const byKind = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, figures()])) as Record<Kind, Figures>;
  const [all, faint] = [figures(), figures()];
  const failures: string[] = [];
  let strayAlarms = 0;
  for (let i = 0; i < sheets; i++) {
    const made = makePlanted(`${seed}:${i}`);
    for (const [kind, number] of Object.entries(made.discarded)) {
      byKind[kind as Kind].discarded += number;
      all.discarded += number;
    }
    const marking = attempt(mark, made, failures);
    if (!marking) continue;
    // The first one that the sheet gives away.
    const first = made.plants.find((plant) => !plant.faint);
    for (const plant of made.plants) {
      const result = judge(plant, marking, made);
      const counted = plant.faint ? [faint] : [byKind[plant.kind], all];
      for (const figure of counted) {
        figure.planted++;
        if (result.named) figure.named++;
        if (plant !== first && !plant.faint) continue;
        figure.first++;
        if (result.found) figure.found++;
      }
      if (!plant.faint && (!result.named || (plant === first && !result.found)))
        failures.push(line(made, plant, marking));
    }
    strayAlarms += strays(made, marking, failures);
  }
  let falseAlarms = 0;
  for (let i = 0; i < sheets; i++) {
    const made = makeClean(`${seed}:clean:${i}`);
    const marking = attempt(mark, made, failures);
    const found = marking ? alarms(marking) : ["crash"];
    if (found.length === 0) continue;
    falseAlarms++;
    failures.push(`${made.seed}  false alarm: ${found.slice(0, 3).join("; ")}`);
  }
  return { byKind, all, faint, clean: sheets, falseAlarms, strayAlarms, failures };
}

/** A crash is a failure of the marker, not of the run. */
function attempt(mark: Mark, made: Made, failures: string[]): Marking | undefined {
  try {
    return mark(made.sheet);
  } catch (error) {
    failures.push(`${made.seed}  crash: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function judge(plant: Plant, marking: Marking, made: Made): { found: boolean; named: boolean } {
  const step = marking.steps.find(({ id }) => id === plant.step);
  const top = step?.mistakes.slice(0, 2).map(({ id }) => id) ?? [];
  // Faint plants before it may or may not be seen.
  const before = made.plants.filter((other) => other.faint).map((other) => other.step);
  const found = marking.firstWrong === plant.step || before.includes(marking.firstWrong ?? "");
  return { found, named: step?.verdict === "wrong" && top.some((id) => plant.names.has(id)) };
}

/** Steps called wrong where nothing was planted: a mistake is reported once, where it is made. */
function strays(made: Made, marking: Marking, failures: string[]): number {
  const planted = new Set([...made.plants.map(({ step }) => step), ...made.repeats]);
  const found = marking.steps.filter(({ id, verdict }) => alarming.has(verdict) && !planted.has(id));
  for (const { id, verdict, mistakes } of found) {
    failures.push(`${made.seed}  stray: ${id} ${verdict} ${mistakes.map((mistake) => mistake.id).join(", ")}`);
  }
  return found.length;
}

function line(made: Made, plant: Plant, marking: Marking): string {
  const step = marking.steps.find(({ id }) => id === plant.step);
  const said = step?.mistakes.map(({ id }) => id).join(", ");
  const first = marking.firstWrong === plant.step ? "" : `, first wrong ${marking.firstWrong}`;
  const { hand, net } = made;
  const layer = Number(/\d+/.exec(plant.quantity)?.[0] ?? net.weights.length);
  const update = /^[mv]_|_new$/.test(plant.quantity);
  const what = update ? `${net.optimizer} step ${net.stepsBefore + 1}` : `${net.activations[layer - 1]} ${net.loss}`;
  const masked = net.masks[`a${layer}`] ? ", masked" : "";
  const how = `${what}${masked}, ${hand.digits} ${hand.style}, ${hand.cut ? "cut" : "rounded"}, ${hand.carry}`;
  return `${made.seed}  ${plant.kind} (${plant.scope}) at ${plant.step} ${plant.quantity} [${how}]: ${step?.verdict} ${said ?? ""}${first}`;
}
