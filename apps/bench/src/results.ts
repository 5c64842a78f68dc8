import type { Goal, Work } from "./work.ts";

/** What a run of the bench leaves, as JSON. */
export interface Results {
  readonly format: "chainrule-bench/1";
  readonly date: string;
  readonly command: string;
  readonly machine: Machine;
  readonly works: readonly WorkResult[];
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
  readonly fastest?: number;
  /** How many times as long as Chainrule: median of the ratios within a round. */
  readonly ratio?: number;
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
}

export function outcomesOf({ goals, ...work }: Work, entries: readonly Entry[]): Outcome[] {
  return goals.map(({ times, than }: Goal) => {
    const others = entries.filter(
      ({ name, accuracy = 0 }) =>
        (than === "JavaScript" ? name !== "chainrule" && name !== "pytorch" : than.includes(name)) &&
        (work.kind !== "fit" || accuracy >= work.accuracy),
    );
    const [best] = others.sort((a, b) => a.ratio! - b.ratio!);
    return best ? { than: best.name, wanted: times, reached: best.ratio! } : { than: than.toString(), wanted: times };
  });
}
