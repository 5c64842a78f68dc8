import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../median.ts";
import type { Line } from "../results.ts";

const scripts = {
  chainrule: "../start/chainrule.mjs",
  synaptic: "../../peers/start-synaptic.mjs",
  toygrad: "../../peers/start-toygrad.mjs",
} as const;

/** A fresh process: import, build a network for exclusive or, 100 steps, predict, exit. */
export function start(rounds: number): Line[] {
  const names = Object.keys(scripts) as (keyof typeof scripts)[];
  const times = names.map((): number[] => []);
  // Twice as many: a process is quick, and its time varies.
  for (let round = 0; round < 2 * rounds; round++) {
    names.forEach((name, i) => {
      const begin = performance.now();
      const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL(scripts[name], import.meta.url))]);
      times[i]!.push((performance.now() - begin) / 1000);
      if (status !== 0) throw new Error(`bench: expected ${name} to end well. It says: ${String(stderr)}`);
    });
  }
  const others = times[names.indexOf("synaptic")]!;
  return names.map((name, i) => ({
    what: `${name}: ${(1000 * median(times[i]!)).toFixed(0)} ms`,
    value: median(times[i]!.map((time, round) => time / others[round]!)),
    unit: "× the time of synaptic",
    ...(name === "chainrule" && { wanted: 1.1, most: true }),
  }));
}
