import { relu } from "@chainrule/activations";
import { binaryCrossentropy, meanSquaredError } from "@chainrule/losses";
import { adam, applyIfFinite, sgd } from "@chainrule/optimizers";
import { type Activation, type Optimizer, tensor, ValueError } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { constant } from "../initializers/constant.ts";
import {
  activation,
  dense,
  type Layer,
  loadCheckpoint,
  NonFiniteError,
  resume,
  save,
  sequential,
  train,
  type TrainOptions,
} from "../index.ts";

const data = { inputs: [[1], [2], [3], [4]], targets: [[1], [0], [1], [0]] };
const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0.1 }), batchSize: 2, shuffle: false };

/** All weights 1, biases 0: the first layer gives its input, as often as it has units. */
const plain = (units: number, f?: Activation): Layer => dense(units, f, { kernel: constant(1) });

/** Trains until it fails; the weights that the network has then are those from before that step. */
async function failure(layers: readonly Layer[], others: Partial<TrainOptions> = {}): Promise<NonFiniteError> {
  const net = sequential(layers);
  const run = train(net, data, { ...options, ...others });
  let last = run.state;
  try {
    for await (const { step } of run) {
      expect(step).toBe(last.progress.step + 1);
      last = run.state;
    }
  } catch (error) {
    expect(error).toBeInstanceOf(NonFiniteError);
    expect(run.state).toBe(last);
    expect(net.memory).toEqual(last.learned);
    await expect(run.finished).rejects.toBe(error);
    return error as NonFiniteError;
  }
  throw new Error("nothing failed");
}

const overflowed = "overflowed. Lower the rate, clip with clipByGlobalNorm({ limit: 1 }), or normalize the inputs.";
const logarithm = "The logarithm of a negative number was taken. Keep the argument above 0, as in x.max(1e-6).log().";

describe("the place, the cause and the cure", () => {
  test.each<[string, Layer[], Partial<TrainOptions>, string, string]>([
    ["overflow in a layer", [plain(2), plain(1, (x) => x.mul(50).exp())], {}, "layer 2 (dense)", overflowed],
    ["log of a negative", [plain(1), activation((x) => x.neg().log())], {}, "layer 2 (activation)", logarithm],
    [
      "inside a nested network",
      [plain(2), sequential([plain(2), plain(1, (x) => x.neg().log())])],
      {},
      "layer 2 (sequential), layer 2 (dense)",
      logarithm,
    ],
    [
      "0/0",
      [plain(1, (x) => x.sub(x).div(x.sub(x))), plain(1)],
      {},
      "layer 1 (dense)",
      "received NaN in step 1 (epoch 1): the first is in layer 1 (dense), a result of div. " +
        "A divisor was 0 or close to it. Keep the divisor away from 0.",
    ],
    [
      "a root",
      [plain(1, (x) => x.neg().sqrt())],
      {},
      "layer 1 (dense)",
      "The root of a negative number was taken. Keep the argument at 0 or above, as in x.max(0).sqrt().",
    ],
    [
      "a slope that is infinite",
      [plain(1), plain(1, (x) => x.sub(x.stopGradient()).sqrt())],
      {},
      "the gradient of 2.bias",
      "a result of div",
    ],
    [
      "a prediction outside the range of the loss",
      [plain(1, relu)],
      { loss: binaryCrossentropy },
      "the loss",
      "The logarithm of a negative number was taken. The predictions lie outside what the loss takes. " +
        "End the network with sigmoid or softmax.",
    ],
    ["a huge rate", [plain(4), plain(1)], { optimizer: sgd({ rate: 1e8 }), epochs: 99 }, "the loss", overflowed],
    [
      "the weights of the last step",
      [plain(1)],
      { optimizer: sgd({ rate: 1e39 }), epochs: 1, batchSize: 4 },
      "the update",
      overflowed,
    ],
    [
      "the memory of the optimizer",
      [plain(1)],
      { loss: (p, y) => p.sub(y).mul(1e25), optimizer: adam() },
      "the update",
      "received ∞",
    ],
    [
      "the validation examples",
      [plain(1)],
      { optimizer: sgd({ rate: 1e-3 }), validation: { inputs: [[1e30]], targets: [[0]] } },
      "the loss",
      "received ∞ in the validation after step 2: the first is in the loss, a result of mul.",
    ],
  ])("%s", async (_, layers, others, place, text) => {
    const error = await failure(layers, others);
    expect(error.place).toBe(place);
    expect(error.message).toContain(text);
    expect(error.message).toMatch(/^train: expected finite numbers, received (NaN|∞) in .+ from before this step\.$/);
    expect(error.code).toBe("NonFiniteError");
  });

  test("the step and the epoch", async () => {
    const { step, message } = await failure([plain(1)], { optimizer: sgd({ rate: 1 }), epochs: 99 });
    expect(step).toBeGreaterThan(4);
    expect(message).toContain(`in step ${step} (epoch ${Math.ceil(step / 2)})`);
  });
});

test("what is not finite but not chosen does no harm", async () => {
  const guarded: Activation = (x) => x.greater(0).where(x, x.log()).greater(9).where(x.exp().exp(), x);
  const net = sequential([dense(1, (x) => x.greater(0).where(x.log1p(), guarded(x)), { kernel: constant(-1) })]);
  const history = await train(net, data, { ...options, epochs: 1 }).finished;
  expect(history.end).toBe("epochs");
});

test("an optimizer may begin with ∞, as a lowest loss so far, and keep it", async () => {
  const descent = sgd({ rate: 0.01 });
  const optimizer: Optimizer = {
    init: () => ({ lowest: tensor(Infinity) }),
    update: (gradients, state, context) => [descent.update(gradients, {}, context)[0], state],
  };
  const history = await train(sequential([plain(1)]), data, { ...options, optimizer, epochs: 1 }).finished;
  expect(history.end).toBe("epochs");
});

test("NaN in the data is refused before anything changes", () => {
  for (const [name, bad] of Object.entries({ NaN, Infinity })) {
    const net = sequential([plain(1)]);
    const inputs = { ...data, inputs: tensor([[1], [2], [bad], [4]]) };
    const message =
      `train: expected finite numbers, received ${name} in row 2 of the inputs, place 0, both counted from 0. ` +
      "Fill or remove it.";
    for (let time = 0; time < 2; time++) expect(() => train(net, inputs, options)).toThrow(new ValueError(message));
    expect(() => train(net, { ...data, targets: [[1], [bad], [1], [0]] }, options)).toThrow("row 1 of the targets");
    expect(() => train(net, data, { ...options, validation: inputs })).toThrow("train: validation: expected finite");
    expect(net.memory).toBeUndefined();
  }
});

describe("allowNonFinite leaves the step to the optimizer", () => {
  // Of the three batches the second has the logarithm of −3.
  const rows = { inputs: [[1], [2], [-3], [1], [4], [5]], targets: [[0], [0], [0], [0], [0], [0]] };
  const layers = () => [activation((x) => x.log()), plain(1)];
  const tolerant = { ...options, epochs: 1, allowNonFinite: true };

  test("applyIfFinite leaves out the bad batch, whose loss is reported, and goes on", async () => {
    const net = sequential(layers());
    const run = train(net, rows, { ...tolerant, optimizer: applyIfFinite(sgd({ rate: 0.1 })) });
    const losses: number[] = [];
    for await (const { loss } of run) losses.push(loss);
    expect(losses.map(Number.isFinite)).toEqual([true, false, true]);

    const without = sequential(layers());
    const good = { inputs: [[1], [2], [4], [5]], targets: [[0], [0], [0], [0]] };
    await train(without, good, { ...options, epochs: 1 }).finished;
    expect(net.memory).toEqual(without.memory);
  });

  test("a training that goes on from a file still does", async () => {
    const rule = { ...tolerant, epochs: 2, optimizer: applyIfFinite(sgd({ rate: 0.1 })) };
    const whole = train(sequential(layers()), rows, rule);
    const history = await whole.finished;
    const some = train(sequential(layers()), rows, rule);
    for await (const { step } of some) if (step === 2) break;
    const rest = resume(loadCheckpoint(save(some.state)), rows);
    expect(await rest.finished).toEqual(history);
    expect(rest.net.memory).toEqual(whole.net.memory);
  });

  test("an optimizer that lets it through is still stopped, before any weight changes", async () => {
    const net = sequential(layers());
    const run = train(net, rows, tolerant);
    await expect(run.finished).rejects.toBeInstanceOf(NonFiniteError);
    expect(run.state.progress.step).toBe(1);
    expect(net.memory).toEqual(run.state.learned);
  });

  test("and without it applyIfFinite never gets to see the step", async () => {
    const run = train(sequential(layers()), rows, { ...options, optimizer: applyIfFinite(sgd()) });
    await expect(run.finished).rejects.toBeInstanceOf(NonFiniteError);
  });
});
