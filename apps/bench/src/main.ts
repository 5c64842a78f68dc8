import { writeFileSync } from "node:fs";
import { arch, cpus, platform, release } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { alone } from "./alone/index.ts";
import { arePeersInstalled } from "./contestant.ts";
import { measure } from "./measure.ts";
import { picture } from "./picture.ts";
import type { AloneResult, Results, WorkResult } from "./results.ts";
import { listOf, tableOf } from "./table.ts";
import { works } from "./work.ts";

const number = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a whole number from 1.");
  return Number(text);
};

const names = [...works, ...alone].map(({ name }) => name);
const program = new Command("bench")
  .description("Chainrule side by side with its peers, in turns, each in a process of its own")
  .option("--only <names...>", `some of: ${names.join(", ")}`)
  .option("--rounds <count>", "how many rounds each runs", number, 11)
  .option("--out <path>", "writes the results to this path, as JSON, and a picture beside it, as SVG")
  .parse();
const { only, rounds, out } = program.opts<{ only?: string[]; rounds: number; out?: string }>();

const unknown = only?.find((name) => !names.includes(name));
if (unknown !== undefined) program.error(`bench: expected a work, received ${unknown}. See --help for their names.`);
const withPeers = works.some(({ name }) => !only || only.includes(name));
if (withPeers && !arePeersInstalled()) program.error("bench: expected the peers, which are not installed. Run pnpm bench:install.");

const say = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
};

const measured: WorkResult[] = [];
for (const work of works) {
  if (only && !only.includes(work.name)) continue;
  const { name, title, kind } = work;
  const result = { name, title, kind, rounds, ...(await measure(work, { rounds, say })) };
  say("");
  console.log(`${tableOf(result)}\n`);
  measured.push(result);
}

const measuredAlone: AloneResult[] = [];
for (const { name, title, measure } of alone) {
  if (only && !only.includes(name)) continue;
  say(name);
  const result = { name, title, lines: await measure(rounds) };
  say("");
  console.log(`${listOf(result)}\n`);
  measuredAlone.push(result);
}

const results: Results = {
  format: "chainrule-bench/1",
  date: new Date().toISOString(),
  command: ["pnpm bench", ...process.argv.slice(2)].join(" "),
  machine: {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
  },
  works: measured,
  alone: measuredAlone,
};
if (out !== undefined) {
  writeFileSync(out, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(out.replace(/(\.json)?$/, ".svg"), picture(results));
}
