import { relu } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { normal, randomKey, type Tensor, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, type Examples, mae, NonFiniteError, type Run, sequential, train } from "../index.ts";

// An epoch is measured in parts, and whatever waits has its turn between them: also who asks for the state.

const rows = 2 ** 14;
const inputs = normal(randomKey(1), [rows, 8]);
const examples = { inputs, targets: inputs.sum(1).reshape([rows, 1]) };

const begin = (validation: Examples): Run =>
  train(sequential([dense(256, relu), dense(256, relu), dense(1)]), examples, {
    loss: meanSquaredError,
    optimizer: sgd({ rate: 0.001 }),
    metrics: { mae },
    validation,
    epochs: 2,
    batchSize: rows / 2,
  });

/** What is seen between the turns of a run, until it ends. */
async function turnsOf<T>(run: Run, look: () => T): Promise<T[]> {
  const seen: T[] = [];
  let over = false;
  const ended = run.finished.then(
    () => (over = true),
    () => (over = true),
  );
  while (!over) {
    await new Promise((awake) => setImmediate(awake));
    seen.push(look());
  }
  await ended;
  return seen;
}

test("others have their turns while an epoch is measured", { timeout: 60_000 }, async () => {
  const run = begin(examples);
  const steps = await turnsOf(run, () => String(run.net.memory?.parameters["1.bias"]));
  // No weights, the first ones, and those of four steps are seen at most; the other turns are those of measuring.
  expect(steps.length).toBeGreaterThan(12);
  expect(new Set(steps).size).toBeLessThanOrEqual(6);
});

test(
  "a state asked for in between has the whole epoch, and the run goes on as if nobody had asked",
  { timeout: 60_000 },
  async () => {
    const [watched, alone] = [begin(examples), begin(examples)];
    const states = await turnsOf(watched, () => watched.state);
    for (const { progress } of states) expect(progress.history).toHaveLength(progress.epoch);
    expect(await watched.finished).toEqual(await alone.finished);
    expect(watched.net.memory).toEqual(alone.net.memory);
  },
);

test("a validation that fails while somebody asks for the state ends the run", { timeout: 60_000 }, async () => {
  const huge: Tensor = tensor(new Float32Array(8).fill(1e30)).reshape([1, 8]);
  const run = begin({ inputs: huge, targets: [[0]] });
  const refusals = (
    await turnsOf(run, () => {
      try {
        return void run.state;
      } catch (error) {
        return error;
      }
    })
  ).filter(Boolean);
  for (const error of refusals) expect(error).toBeInstanceOf(NonFiniteError);
  expect(refusals.length).toBeGreaterThan(0);
  await expect(run.finished).rejects.toThrow(/in the validation after step 2/);
  expect(run.state.progress).toMatchObject({ step: 1, history: [] });
});
