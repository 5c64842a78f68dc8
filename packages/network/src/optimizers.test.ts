import { relu, softmax } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import * as optimizers from "@chainrule/optimizers";
import { normal, oneHot, type Optimizer, randomKey, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { engine } from "./engine.ts";
import { type Executor, interpreter, runOn } from "./executor.ts";
import { dense, sequential, train } from "./index.ts";

// What the catalogue of optimizers asks of the engine: each trains to the interpreter's bits.

const { adam, constant, multiplicativeDecay, oneCycle, sgd } = optimizers;
const halving = multiplicativeDecay(0.1, { factor: constant(0.5), steps: 3 });

const chosen: Readonly<Record<string, Optimizer>> = {
  adabelief: optimizers.adabelief(),
  adadelta: optimizers.adadelta(),
  adafactor: optimizers.adafactor(),
  adamax: optimizers.adamax(),
  adan: optimizers.adan(),
  ademamix: optimizers.ademamix(),
  adopt: optimizers.adopt(),
  asgd: optimizers.asgd(),
  fromage: optimizers.fromage(),
  ftrl: optimizers.ftrl({ l1: 0.01 }),
  lamb: optimizers.lamb(),
  lars: optimizers.lars(),
  lion: optimizers.lion(),
  madgrad: optimizers.madgrad(),
  muon: optimizers.muon(),
  nadamw: optimizers.nadamw(),
  noisySgd: optimizers.noisySgd(),
  novograd: optimizers.novograd(),
  optimisticGradientDescent: optimizers.optimisticGradientDescent(),
  polyakSgd: optimizers.polyakSgd(),
  radam: optimizers.radam({ beta2: 0.9 }),
  rprop: optimizers.rprop(),
  scheduleFreeAdamw: optimizers.scheduleFreeAdamw(),
  scheduleFreeSgd: optimizers.scheduleFreeSgd(),
  signum: optimizers.signum(),
  yogi: optimizers.yogi(),
  accumulate: optimizers.accumulate(adam(), { every: 2 }),
  adaptiveGradClip: optimizers.chain(optimizers.adaptiveGradClip(), sgd({ rate: halving })),
  applyIfFinite: optimizers.applyIfFinite(adam()),
  lookahead: optimizers.lookahead(sgd({ rate: oneCycle(0.1, { steps: 9 }) }), { every: 2 }),
  partition: optimizers.partition({ biases: sgd(), kernels: adam() }, (name) =>
    name.includes("bias") ? "biases" : "kernels",
  ),
  swa: optimizers.chain(sgd(), optimizers.swa({ start: 2, every: 2 })),
};

const inputs = normal(randomKey(1), [10, 4]);
const targets = oneHot(tensor([0, 1, 2, 2, 1, 0, 1, 0, 2, 1], { dtype: "int32" }), 3);
const inPlace: Executor = { ...engine, modes: () => ["exact"] };

test.each(Object.entries(chosen))("%s", async (_, optimizer) => {
  const outcome = async (): Promise<unknown> => {
    const net = sequential([dense(6, relu), dense(3, softmax)]);
    const run = train(net, { inputs, targets }, { loss: categoricalCrossentropy, optimizer, epochs: 3, batchSize: 4 });
    await run.finished;
    const { learned, optimizer: memory } = run.state;
    return [...Object.entries(learned.parameters), ...Object.entries(memory)].map(([name, x]) => [
      name,
      Array.from(x.toTypedArray()),
    ]);
  };
  runOn(interpreter);
  const expected = await outcome();
  runOn(inPlace);
  expect(await outcome()).toEqual(expected);
});
