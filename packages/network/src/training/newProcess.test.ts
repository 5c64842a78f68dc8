import { supportedModes } from "@chainrule/compiler/wasm";
import { relu, softmax } from "@chainrule/activations";
import { sparseCategoricalCrossentropy } from "@chainrule/losses";
import { adam, cosineDecay } from "@chainrule/optimizers";
import { randomKey, tensor, uniform } from "@chainrule/tensor";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test, vi } from "vitest";
import { dense, dropout, type Run, save, sequential, train } from "../index.ts";
import { loadCheckpointFile, saveFile } from "../node.ts";

vi.setConfig({ testTimeout: 60_000 });

/** What a script prints in a Node of its own, where randomness from outside is an error. */
async function printed(script: string, ...flags: string[]): Promise<string> {
  const forbidden = 'Math.random = () => { throw new Error("Math.random was read"); };\n';
  const evaluate = ["--input-type=module", "--eval", forbidden + script];
  const options = { cwd: import.meta.dirname, timeout: 60_000 };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@chainrule/source", ...flags, ...evaluate],
    options,
  );
  return stdout.trim();
}

const folder = mkdtempSync(join(tmpdir(), "chainrule-"));
afterAll(() => rmSync(folder, { recursive: true }));

// 50 rows in batches of 16: the last of an epoch has 2.
const inputs = uniform(randomKey(5), [50, 4], { low: -1 });
const targets = tensor(
  Array.from({ length: 50 }, (_, row) => row % 3),
  { dtype: "int32" },
);

/** The same, for scripts. */
const data = `
  import { randomKey, tensor, uniform } from "@chainrule/tensor";
  const inputs = uniform(randomKey(5), [50, 4], { low: -1 });
  const targets = tensor(Array.from({ length: 50 }, (_, row) => row % 3), { dtype: "int32" });`;

const begin = (mode?: "fused" | "exact"): Run =>
  train(
    sequential([dense(16, relu), dropout(0.25), dense(3, softmax)]),
    { inputs, targets },
    {
      loss: sparseCategoricalCrossentropy,
      optimizer: adam({ rate: cosineDecay(0.02, { steps: 20 }) }),
      epochs: 5,
      batchSize: 16,
      seed: 11,
      ...(mode && { mode }),
    },
  );

const hash = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("one seed, one result", () => {
  const weights = (run: Run): string =>
    hash(Buffer.concat(Object.values(run.state.learned.parameters).map((x) => Buffer.from(x.toTypedArray().buffer))));

  test.each([
    ["exact", "eb5cfa8e32a7d88fa4998a121c0a288c1e091e0a40e7f19693a7e75e58abaa55"],
    ["fused", "3951debbc55605120df7803347160a544135113e862dc37ed6c67df7b4d79745"],
  ] as const)("%s: twice here, and the bits that every platform gave so far", async (mode, known) => {
    if (!supportedModes().includes(mode)) return;
    const [first, second] = [begin(mode), begin(mode)];
    const histories = await Promise.all([first.finished, second.finished]); // one between the steps of the other
    expect(histories[0]).toEqual(histories[1]);
    expect(histories[0].steps).toBe(20);
    expect(weights(first)).toBe(weights(second));
    expect(weights(first)).toBe(known);
  });

  test("in another process", async () => {
    const run = begin();
    await run.finished;
    const script = `
      import { relu, softmax } from "@chainrule/activations";
      import { sparseCategoricalCrossentropy } from "@chainrule/losses";
      import { dense, dropout, save, sequential, train } from "@chainrule/network";
      import { adam, cosineDecay } from "@chainrule/optimizers";
      import { createHash } from "node:crypto";
      const run = train(sequential([dense(16, relu), dropout(0.25), dense(3, softmax)]), { inputs, targets }, {
        loss: sparseCategoricalCrossentropy,
        optimizer: adam({ rate: cosineDecay(0.02, { steps: 20 }) }),
        epochs: 5,
        batchSize: 16,
        seed: 11,
      });
      await run.finished;
      console.log(createHash("sha256").update(save(run.state)).digest("hex"));`;
    expect(await printed(data + script)).toBe(hash(save(run.state)));
  });
});

test("a run that was stopped goes on in another process, without the code of its parts, to the same bits", async () => {
  const whole = begin();
  const paths: string[] = [];
  for await (const { step } of whole) {
    if (![1, 6, 8, 19].includes(step)) continue;
    paths.push(join(folder, `${step}.checkpoint`));
    await saveFile(paths.at(-1)!, whole.state);
  }
  const script = `
    import { resume } from "@chainrule/network";
    import { loadCheckpointFile, saveFile } from "@chainrule/network/node";
    for (const path of ${JSON.stringify(paths)}) {
      const run = resume(await loadCheckpointFile(path), { inputs, targets });
      await run.finished;
      await saveFile(path, run.state);
      console.log(run.state.progress.step);
    }`;
  expect(await printed(data + script)).toBe("20\n20\n20\n20");
  for (const path of paths) expect(hash(save(await loadCheckpointFile(path)))).toBe(hash(save(whole.state)));
});

test("thousands of steps, and their checkpoints, need no more memory than a few", async () => {
  const script = `
    import { tanh } from "@chainrule/activations";
    import { meanSquaredError } from "@chainrule/losses";
    import { dense, save, sequential, train } from "@chainrule/network";
    import { adam } from "@chainrule/optimizers";
    import { normal, randomKey } from "@chainrule/tensor";
    const inputs = normal(randomKey(1), [64, 8]);
    const run = train(sequential([dense(64, tanh), dense(8)]), { inputs, targets: inputs }, {
      loss: meanSquaredError, optimizer: adam(), epochs: 1000, batchSize: 16,
    });
    let early;
    for await (const { step } of run) {
      if (step % 100 === 0) save(run.state);
      if (step % 1000 === 0) {
        gc();
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        const used = heapUsed + arrayBuffers;
        early ??= used;
        if (used > early + 4e6) throw new Error(\`\${early} bytes became \${used}\`);
      }
    }
    console.log((await run.finished).steps);`;
  expect(await printed(script, "--expose-gc", "--max-old-space-size=32")).toBe("4000");
});
