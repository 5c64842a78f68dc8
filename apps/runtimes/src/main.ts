// The same check in every runtime that is installed: `pnpm runtimes`, after `pnpm runtimes:install`.
import type { Mode } from "@chainrule/compiler/wasm";
import { pages } from "./browser.ts";
import { bundle } from "./bundle.ts";
import { processes } from "./processes.ts";

const options = { graphs: 1000 };
const bundled = await bundle();
const seen: Record<Mode, Set<string>> = { exact: new Set(), fused: new Set() };
let failed = false;
for (const { name, threads, run } of [...processes, ...pages]) {
  const result = await run(bundled, options);
  if (!result) {
    console.log(`${name}: not installed`);
    continue;
  }
  const { version, outcome } = result;
  console.log(`${name} (${version}): ${outcome.differences.length} of ${options.graphs} graphs differ`);
  for (const mode of ["exact", "fused"] as const) {
    const bits = outcome.bits[mode];
    console.log(
      bits
        ? `  ${mode}: graphs ${bits.graphs}, training ${bits.training}, threads ${bits.threads.join(" ")}`
        : `  ${mode}: not offered`,
    );
    if (bits) seen[mode].add(JSON.stringify(bits));
  }
  for (const line of outcome.differences) console.log(`  ${line}`);
  // Where multiply-adds cannot be fused, trainings are exact; without `exact` the interpreter does the work.
  const shared = Object.values(outcome.bits).every(({ threads }) => new Set(threads).size === 1);
  if (!shared) console.log("  not the same bits for any number of threads");
  if (outcome.helped > 0 !== threads) console.log(`  ${outcome.helped} parts done by other threads`);
  failed ||= !outcome.bits.exact || outcome.differences.length > 0 || !shared || outcome.helped > 0 !== threads;
}
const same = Object.values(seen).every(({ size }) => size <= 1);
console.log(same ? "The same bits everywhere." : "Not the same bits everywhere.");
if (failed || !same) process.exitCode = 1;
