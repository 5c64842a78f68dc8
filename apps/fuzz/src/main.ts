import { parseArgs } from "node:util";
import { type Failure, tryOne } from "./fuzz.ts";
import { targets } from "./targets.ts";

// As many damaged files as asked for, or as the time allows; each reader gets the same share of the time.
// `--target model --replay 123` tries one again.

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "1000000" },
    seconds: { type: "string", default: "600" },
    seed: { type: "string", default: "1" },
    target: { type: "string" },
    replay: { type: "string" },
  },
});
const all = (await targets()).filter(({ name }) => values.target === undefined || name === values.target);
const shown = new Map<string, Failure>();
const turns = all.map((target) => ({ target, cases: 0, spent: 0 }));
let failures = 0;
if (values.replay !== undefined) {
  for (const target of all) console.log(target.name, tryOne(target, Number(values.replay)) ?? "ok");
} else {
  const end = Date.now() + 1000 * Number(values.seconds);
  const first = Number(values.seed) * 1_000_000_000;
  for (let i = 0; i < Number(values.cases) && Date.now() < end; i++) {
    const turn = turns.reduce((least, other) => (other.spent < least.spent ? other : least));
    const begun = performance.now();
    const failure = tryOne(turn.target, first + turn.cases++);
    turn.spent += performance.now() - begun;
    if (!failure) continue;
    failures++;
    // One of each kind is enough to look at: by the first lines of what it says.
    const kind = `${turn.target.name} ${failure.why.split("\n").slice(0, 2).join(" ").replace(/\d+/g, "0")}`;
    if (!shown.has(kind)) console.log(failure);
    shown.set(kind, failure);
  }
  console.log(turns.map(({ target, cases }) => `${target.name} ${cases}`).join(", "));
  console.log(`${turns.reduce((sum, { cases }) => sum + cases, 0) - failures} passed, ${failures} failed`);
}
process.exitCode = failures > 0 ? 1 : 0;
