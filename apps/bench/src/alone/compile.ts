import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../median.ts";
import type { Line } from "../results.ts";

/** In a fresh process, from `train` to the end of the first step, less the time of a later step. */
export function compile(rounds: number): Line[] {
  const script = fileURLToPath(new URL("../start/compile.mjs", import.meta.url));
  const wanted = { "3-3-3-3": 10, "784-512-512-10": 25 };
  return Object.entries(wanted).map(([net, most]): Line => {
    const times = Array.from({ length: rounds }, () => {
      const { stdout, stderr } = spawnSync(process.execPath, [script, net], { encoding: "utf8" });
      if (!stdout) throw new Error(`bench: expected a time for ${net}. It says: ${stderr}`);
      return Number(stdout);
    });
    return {
      what: `${net}, first step in a fresh process`,
      value: median(times),
      unit: "ms",
      wanted: most,
      most: true,
    };
  });
}
