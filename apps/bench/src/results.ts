import type { Goal, Work } from "./work.ts";

/** What a run of the bench leaves, as JSON. */
export interface Results {
  readonly format: "chainrule-bench/1";
  readonly date: string;
  readonly command: string;
  readonly machine: Machine;
  readonly works: readonly WorkResult[];
  readonly alone: readonly AloneResult[];
}

interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly system: string;
  readonly node: string;
}

export interface WorkResult {
  readonly name: string;
  readonly title: string;
  readonly kind: Work["kind"];
  readonly rounds: number;
  readonly entries: readonly Entry[];
  readonly outcomes: readonly Outcome[];
}

/** What is measured without the others. */
export interface AloneResult {
  readonly name: string;
  readonly title: string;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** At least, or at most. */
  readonly wanted?: number;
  readonly most?: boolean;
}

/** One contestant at one work. */
export interface Entry {
  readonly name: string;
  readonly version: string;
  /** In what its work differs. */
  readonly note?: string;
  /** Why it takes no part. */
  readonly cannot?: string;
  /** Median of the rounds, for one step, training or prediction. */
  readonly seconds?: number;
  /** The same, of processor time of its thread: on a busy machine the surer figure. */
  readonly processor?: number;
  /** How many times as long as Chainrule: median of the ratios within a round. */
  readonly ratio?: number;
  readonly processorRatio?: number;
  readonly lossBefore?: number;
  readonly lossAfter?: number;
  readonly accuracy?: number;
}

/** A goal and how it came out. */
export interface Outcome {
  readonly than: string;
  readonly wanted: number;
  /** Undefined where the other did not take part. */
  readonly reached?: number;
  readonly reachedByProcessor?: number;
}

export function outcomesOf({ goals, ...work }: Work, entries: readonly Entry[]): Outcome[] {
  return goals.map(({ times, than }: Goal) => {
    const others = entries.filter(
      ({ name, accuracy = 0 }) =>
        (than === "JavaScript" ? name !== "chainrule" && name !== "pytorch" : than.includes(name)) &&
        (work.kind !== "fit" || accuracy >= work.accuracy),
    );
    const [best] = others.sort((a, b) => a.processorRatio! - b.processorRatio!);
    if (!best) return { than: than.toString(), wanted: times };
    return { than: best.name, wanted: times, reached: best.ratio!, reachedByProcessor: best.processorRatio! };
  });
}

export const isReached = ({ value, wanted, most = false }: Line): boolean =>
  wanted === undefined || (most ? value <= wanted : value >= wanted);
