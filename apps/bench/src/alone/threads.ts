import { train } from "@chainrule/network";
import { classifier, examplesOf, options } from "../classifier.ts";
import { median } from "../median.ts";
import type { Line } from "../results.ts";

/** Hidden layers, rows of a batch, steps of a turn, and how much faster two threads have to be. */
const nets: readonly (readonly [units: readonly number[], batch: number, steps: number, wanted?: number])[] = [
  [[512, 512], 128, 30, 1.8],
  [[128], 32, 600],
];

/** Trainings in one and in two threads take turns: how many times as fast the two are. By the clock: it needs quiet. */
export async function threads(rounds: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [units, batch, steps, wanted] of nets) {
    const turns = [1, 2].map((count) => turnsOf(units, batch, steps, count));
    // The first turns are for the compiler of the engine, and for the workers to get there.
    for (let i = 0; i < 5; i++) for (const { turn } of turns) await turn();
    const times: number[][] = [];
    for (let round = 0; round < rounds; round++) {
      const order = round % 2 === 0 ? turns : turns.toReversed();
      const taken = new Map<object, number>();
      for (const one of order) taken.set(one, await one.turn());
      times.push(turns.map((one) => taken.get(one)!));
    }
    for (const { end } of turns) await end();
    const [one, two] = [0, 1].map((i) => (1000 * median(times.map((pair) => pair[i]!))) / steps);
    const title = `784-${units.join("-")}-10, batch ${batch}, SGD: ${one!.toFixed(3)} and ${two!.toFixed(3)} ms`;
    const value = median(times.map(([alone, shared]) => alone! / shared!));
    lines.push({ what: title, value, unit: "× as fast in two threads", ...(wanted !== undefined && { wanted }) });
  }
  return lines;
}

/** A training that goes on for some steps at a time, and says how many seconds they took. */
function turnsOf(units: readonly number[], batch: number, steps: number, count: number) {
  const given = { ...options, epochs: 1e9, batchSize: batch, threads: count };
  const events = train(classifier(units), examplesOf(784, 1024), given)[Symbol.asyncIterator]();
  return {
    turn: async (): Promise<number> => {
      const begin = performance.now();
      for (let i = 0; i < steps; i++) await events.next();
      return (performance.now() - begin) / 1000;
    },
    end: () => events.return!(),
  };
}
