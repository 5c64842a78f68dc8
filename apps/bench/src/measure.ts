import { contestants, type Contestant, enter, type Time } from "./contestant.ts";
import type { Judgement } from "./judged.ts";
import { median } from "./median.ts";
import { type Entry, type Outcome, outcomesOf } from "./results.ts";
import type { Work } from "./work.ts";

/** How long a round of one contestant is to take, and how long it runs before it is measured, in seconds. */
const roundTime = 0.3;
const warmUpTime = 1;

/** Lets all contestants do the work in turns: a round of each, then the next. */
export async function measure(
  work: Work,
  { rounds, say }: { rounds: number; say: (text: string) => void },
): Promise<{ entries: Entry[]; outcomes: Outcome[] }> {
  const absent: Entry[] = [];
  const present: Racer[] = [];
  for (const name of contestants) {
    say(`${work.name}: ${name} gets ready`);
    const contestant = await enter(name, work);
    if (!contestant) continue;
    const { version, cannot } = contestant;
    if (cannot === undefined) present.push(await ready(contestant));
    else {
      absent.push({ name, version, cannot });
      contestant.leave();
    }
  }
  const times = present.map((): Time[] => []);
  for (let round = 0; round < rounds; round++) {
    say(`${work.name}: round ${round + 1} of ${rounds}`);
    for (let i = 0; i < present.length; i++) {
      // Another one begins each round, so that what comes regularly meets all of them.
      const at = (i + round) % present.length;
      times[at]!.push(await present[at]!.contestant.time(present[at]!.count));
    }
  }
  const entries: Entry[] = [];
  for (const [i, { contestant, before }] of present.entries()) {
    const { name, version, note } = contestant;
    const after = work.kind === "predict" ? undefined : await contestant.judge();
    const own = times[i]!;
    entries.push({
      name,
      version,
      ...(note !== undefined && { note }),
      seconds: median(own.map(({ seconds }) => seconds)),
      processor: median(own.map(({ processor }) => processor)),
      ratio: median(own.map((time, round) => time.seconds / times[0]![round]!.seconds)),
      processorRatio: median(own.map((time, round) => time.processor / times[0]![round]!.processor)),
      ...(after && { lossBefore: before.loss, lossAfter: after.loss, accuracy: after.accuracy }),
    });
    contestant.leave();
  }
  return { entries: [...entries, ...absent], outcomes: outcomesOf(work, entries) };
}

interface Racer {
  readonly contestant: Contestant;
  /** As many as fill a round. */
  readonly count: number;
  readonly before: Judgement;
}

async function ready(contestant: Contestant): Promise<Racer> {
  const before = await contestant.judge();
  const begin = performance.now();
  let count = 1;
  for (;;) {
    const { seconds } = await contestant.time(count);
    const wanted = Math.max(1, Math.round(roundTime / seconds));
    if (performance.now() - begin > warmUpTime * 1000) return { contestant, count: wanted, before };
    count = Math.min(wanted, count * 10);
  }
}
