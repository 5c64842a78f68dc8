import { meanSquaredError } from "@chainrule/losses";
import { adam, sgd } from "@chainrule/optimizers";
import { normal, randomKey, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import {
  backup,
  csvLogger,
  dense,
  evaluate,
  jsonLogger,
  load,
  loadCheckpoint,
  mae,
  modelCheckpoint,
  resume,
  sequential,
  train,
} from "../index.ts";

const data = { inputs: normal(randomKey(1), [20, 3]), targets: normal(randomKey(2), [20, 1]) };
const options = { loss: meanSquaredError, optimizer: adam({ rate: 0.05 }), epochs: 4, batchSize: 8 };
const begin = (more: object) => train(sequential([dense(1)]), data, { ...options, ...more });

test("csvLogger: names, then a line for each epoch", async () => {
  let text = "";
  const callbacks = [csvLogger((line) => (text += line))];
  const { epochs } = await begin({ callbacks, metrics: { 'mae, "all"': mae }, validation: data }).finished;
  const [names, ...lines] = text.trimEnd().split("\n");
  expect(names).toBe('epoch,step,loss,"mae, ""all""",validation.loss,"validation.mae, ""all"""');
  expect(lines).toHaveLength(4);
  const { epoch, step, loss, metrics, validation } = epochs[1]!;
  const measured = [loss, ...Object.values(metrics), validation!.loss, ...Object.values(validation!.metrics)];
  expect(lines[1]).toBe([epoch, step, ...measured].join(","));
});

test("jsonLogger: what the history says", async () => {
  const lines: string[] = [];
  const { epochs } = await begin({ callbacks: [jsonLogger((line) => lines.push(line))] }).finished;
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(epochs);
});

test("modelCheckpoint: after each epoch that is better, a network of that loss", async () => {
  const saved = new Map<number, Uint8Array>();
  const validation = { inputs: data.inputs.mul(-1), targets: data.targets };
  // A rate that overshoots: some epochs are worse.
  const optimizer = sgd({ rate: 0.7 });
  const write = (bytes: Uint8Array, { epoch }: { epoch: number }): Promise<void> =>
    Promise.resolve().then(() => void saved.set(epoch, bytes)); // the training waits
  const { epochs } = await begin({ callbacks: [modelCheckpoint(write)], validation, optimizer, epochs: 8 }).finished;
  const losses = epochs.map((record) => record.validation!.loss);
  const better = epochs.filter((_, i) => losses.slice(0, i).every((loss) => loss > losses[i]!));
  expect([...saved.keys()]).toEqual(better.map(({ epoch }) => epoch));
  expect(better.length).toBeGreaterThan(1);
  expect(better.length).toBeLessThan(8);
  for (const [epoch, bytes] of saved) {
    expect(evaluate(load(bytes), validation, options).loss).toBeCloseTo(losses[epoch - 1]!, 5);
  }
});

test("modelCheckpoint of a resumed run goes on where it was", async () => {
  const epochsSaved = async (stopAt: number | undefined): Promise<number[]> => {
    const saved: number[] = [];
    const callbacks = [modelCheckpoint((_, { epoch }) => void saved.push(epoch))];
    const run = begin({ callbacks, optimizer: sgd({ rate: 0.7 }), epochs: 8 });
    if (stopAt === undefined) await run.finished;
    else {
      for await (const { step } of run) if (step === stopAt) break;
      await resume(run.state, data, { callbacks }).finished;
    }
    return saved;
  };
  expect(await epochsSaved(10)).toEqual(await epochsSaved(undefined));
});

test("backup: every checkpoint resumes to the same bits", async () => {
  const saved: Uint8Array[] = [];
  const run = begin({ callbacks: [backup((bytes) => void saved.push(bytes), { seconds: 0 })] });
  const history = await run.finished;
  expect(saved).toHaveLength(history.steps);
  for (const bytes of saved) {
    const rest = resume(loadCheckpoint(bytes), data);
    expect(await rest.finished).toEqual(history);
    expect(rest.net.memory).toEqual(run.net.memory);
  }
});

test("backup: none before its time", async () => {
  const saved: unknown[] = [];
  await begin({ callbacks: [backup((bytes) => void saved.push(bytes))] }).finished;
  expect(saved).toEqual([]);
});

test("a promise that fails ends the training", async () => {
  const callbacks = [modelCheckpoint(() => Promise.reject(new Error("disk full")))];
  await expect(begin({ callbacks }).finished).rejects.toThrow("disk full");
});

test("other words and negative times are refused", () => {
  expect(() => modelCheckpoint(() => undefined, { when: "never" as "always" })).toThrow(ValueError);
  expect(() => backup(() => undefined, { seconds: -1 })).toThrow(ValueError);
});
