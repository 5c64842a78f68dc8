// Random graphs, compiled against interpreted, for as long as one likes:
// `pnpm fuzz:graphs --seconds 60 --seed 1`. Stops at the first difference and prints the smallest graph that has it.
import { parseArgs } from "node:util";
import { difference } from "./compare.ts";
import { randomCase } from "./randomCase.ts";
import { asCode, shrink } from "./shrink.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "Infinity" },
  },
});
const [seconds, first, most] = [values.seconds, values.seed, values.count].map(Number) as [number, number, number];

const begin = performance.now();
const counts = { exact: 0, fused: 0 };
let seed = first;
for (; seed - first < most && performance.now() - begin < 1000 * seconds; seed++) {
  const given = randomCase(seed);
  counts[given.mode]++;
  let found: string | undefined;
  try {
    found = difference(given);
  } catch (error) {
    found = String(error);
  }
  if (found === undefined) continue;
  console.log(`seed ${seed}, ${given.mode}: ${found}`);
  const small = shrink(given);
  console.log(`\n${asCode(small)}\n\nAgain: pnpm fuzz:graphs --seed ${seed} --count 1`);
  process.exit(1);
}
console.log(`seeds ${first} to ${seed - 1}: ${counts.exact} graphs exact, ${counts.fused} fused, no difference`);
