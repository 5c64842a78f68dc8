// One contender at one work, in a process of its own: `process.ts MODULE WORK`. It takes a line of JSON for each
// request from its input and answers with one; peers/pytorch.py speaks the same.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { threadTime } from "./clock.ts";
import type { Contender, Prepared } from "./contender.ts";
import { examplesOf } from "./examples.ts";
import { judged } from "./judged.ts";
import { works } from "./work.ts";

const [, , path, name] = process.argv;
const answer = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

const work = works.find((one) => one.name === name)!;
const examples = examplesOf(work.training);
const { version, prepare } = (await import(pathToFileURL(path!).href)) as Contender;
const prepared = await prepare(work, examples);
if (typeof prepared === "string") answer({ version, cannot: prepared });
else {
  answer({ version, note: prepared.note });
  await serve(prepared);
}

async function serve({ run, predict }: Prepared): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const { count } = JSON.parse(line) as { count?: number };
    if (count === undefined) {
      const rows = Math.min(1024, examples.rows);
      answer(judged(await predict(rows), rows, examples));
    } else {
      const [begin, beginOfThread] = [performance.now(), threadTime()];
      const done = await run(count);
      answer({ done, seconds: (performance.now() - begin) / 1000, processor: threadTime() - beginOfThread });
    }
  }
}
