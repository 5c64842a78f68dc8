import { killTrainings } from "./kill.ts";

// `pnpm crash 200`: kills trainings so often, 200 times unless another number is given.

const { kills, runs, halves } = await killTrainings(Number(process.argv[2] ?? 200), console.log);
console.log(
  `${kills} kills in ${runs} runs: no checkpoint lost, every result the same bits; ${halves} half-written files are left`,
);
