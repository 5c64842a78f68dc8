import { tanh } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { adam, asgd, chain, lookahead, scheduleFreeAdamw, sgd, swa } from "@chainrule/optimizers";
import { normal, type Optimizer, randomKey } from "@chainrule/tensor";
import { expect, test } from "vitest";
import {
  dense,
  evaluate,
  load,
  loadCheckpoint,
  modelCheckpoint,
  predict,
  resume,
  save,
  sequential,
  train,
} from "../index.ts";

const data = { inputs: normal(randomKey(1), [20, 3]), targets: normal(randomKey(2), [20, 1]) };
const validation = { inputs: normal(randomKey(3), [7, 3]), targets: normal(randomKey(4), [7, 1]) };
const options = { loss: meanSquaredError, epochs: 4, batchSize: 8 };
const begin = (optimizer: Optimizer, more: object = {}) =>
  train(sequential([dense(4, tanh), dense(1)]), data, { ...options, optimizer, validation, ...more });

const averaging: Record<string, Optimizer> = {
  asgd: asgd({ rate: 0.1, start: 2 }),
  lookahead: lookahead(adam({ rate: 0.1 })),
  scheduleFreeAdamw: scheduleFreeAdamw({ rate: 0.1 }),
  swa: chain(sgd({ rate: 0.1 }), swa({ start: 2 })),
};

test.each(Object.entries(averaging))(
  "%s: the average is validated, kept and saved; training goes on",
  async (_, rule) => {
    const run = begin(rule);
    const { epochs } = await run.finished;
    const { net } = run;
    expect(evaluate(net, validation, options).loss).toBe(epochs.at(-1)!.validation!.loss);
    expect(net.memory!.parameters).not.toEqual(run.state.learned.parameters);
    const flat = Object.keys(net.memory!.parameters);
    const used = rule.predictWith!(run.state.learned.parameters, treeOf(run.state.optimizer));
    expect(flat.map((name) => used[name]!.toArray())).toEqual(
      flat.map((name) => net.memory!.parameters[name]!.toArray()),
    );
    // As a network, a checkpoint is what predicts; as a training, what is trained.
    expect(load(save(run.state)).memory!.parameters).toEqual(net.memory!.parameters);
    expect(loadCheckpoint(save(run.state)).learned.parameters).toEqual(run.state.learned.parameters);
  },
);

test.each(Object.entries(averaging))("%s: resumed without its code, to the same bits", async (_, rule) => {
  const whole = begin(rule);
  const history = await whole.finished;
  const some = begin(rule);
  for await (const { step } of some) if (step === 5) break;
  expect(some.net.memory!.parameters).not.toEqual(some.state.learned.parameters);
  const rest = resume(loadCheckpoint(save(some.state)), data, { validation });
  expect(rest.net.memory).toEqual(some.net.memory);
  expect(await rest.finished).toEqual(history);
  expect(rest.net.memory).toEqual(whole.net.memory);
});

test("predictions while it trains, and the best epoch, are of the average too", async () => {
  const seen: [predicted: unknown, loss: number, expected: number][] = [];
  const saved: Uint8Array[] = [];
  const watch = {
    onEpoch: (record: { validation?: { loss: number } }, { net }: { net: object }) => {
      const own = net as ReturnType<typeof begin>["net"];
      seen.push([predict(own, validation.inputs), evaluate(own, validation, options).loss, record.validation!.loss]);
    },
  };
  const callbacks = [watch, modelCheckpoint((bytes) => void saved.push(bytes))];
  const run = begin(scheduleFreeAdamw({ rate: 0.5 }), { callbacks, earlyStopping: { patience: 4 } });
  const { epochs, bestEpoch } = await run.finished;
  expect(seen.map(([, loss]) => loss)).toEqual(seen.map(([, , expected]) => expected));
  const best = epochs[bestEpoch! - 1]!.validation!.loss;
  expect(evaluate(run.net, validation, options).loss).toBe(best);
  expect(evaluate(load(saved.at(-1)!), validation, options).loss).toBe(best);
});

test("an optimizer that predicts with what it trains has no such expression", async () => {
  const run = begin(lookahead(adam(), { every: 1, share: 1 }));
  await run.finished;
  const plain = begin(chain(adam()));
  await plain.finished;
  expect([run.state.graphs.used === undefined, plain.state.graphs.used]).toEqual([false, undefined]);
});

/** The memory of an optimizer as it is within, from its names in a checkpoint. */
function treeOf(flat: Readonly<Record<string, unknown>>): never {
  const tree: Record<string, unknown> = {};
  for (const [path, leaf] of Object.entries(flat)) {
    const parts = path.split("/");
    let at = tree;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[parts.at(-1)!] = leaf;
  }
  return tree as never;
}
