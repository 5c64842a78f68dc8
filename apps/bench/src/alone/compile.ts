import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../median.ts";
import type { Line } from "../results.ts";

/** What a net's plan may cost at most, in ms. */
const nets = { "3-3-3-3": 10, "784-512-512-10": 25 };

/**
 * In a fresh process: from the traced step of a training to its plan; and from `train` to the end of the first step,
 * less the time of a later step, which also traces, places the weights, and runs code that is new to the machine.
 */
export function compile(rounds: number): Line[] {
  const time = (script: string, net: string): number => {
    const path = fileURLToPath(new URL(`../start/${script}.mjs`, import.meta.url));
    const times = Array.from({ length: rounds }, () => {
      const { stdout, stderr } = spawnSync(process.execPath, [path, net], { encoding: "utf8" });
      if (!stdout) throw new Error(`bench: expected a time for ${net}. It says: ${stderr}`);
      return Number(stdout);
    });
    return median(times);
  };
  return Object.entries(nets).flatMap(([net, most]): Line[] => [
    { what: `${net}, compiled in a fresh process`, value: time("compile", net), unit: "ms", wanted: most, most: true },
    { what: `${net}, first step in a fresh process`, value: time("firstStep", net), unit: "ms" },
  ]);
}
