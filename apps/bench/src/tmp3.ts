import { prepare } from "./chainrule.ts";
import { examplesOf } from "./examples.ts";
import { works } from "./work.ts";
const name = process.argv[2]!, count = Number(process.argv[3]);
const work = works.find((w) => w.name === name)!;
const p = prepare(work, examplesOf(work.training));
for (let i = 0; i < Number(process.argv[4] ?? 12); i++) {
  const t = performance.now();
  const c = process.cpuUsage();
  const n = await p.run(count);
  const d = process.cpuUsage(c);
  console.log(n, ((performance.now() - t) / n).toFixed(4), ((d.user + d.system) / 1000 / n).toFixed(4));
}
