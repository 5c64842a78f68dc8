import { relu } from "@chainrule/activations";
import { binaryCrossentropy, meanSquaredError } from "@chainrule/losses";
import { adam, sgd } from "@chainrule/optimizers";
import { type Activation, type Optimizer, tensor, ValueError } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { constant } from "../initializers/constant.ts";
import { activation, dense, type Layer, NonFiniteError, sequential, train, type TrainOptions } from "../index.ts";

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
        "Something was divided by 0 or by a number close to it. Keep the divisor away from 0.",
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
      "The logarithm of a negative number was taken. The predictions lie outside what the loss takes: " +
        "end the network with sigmoid or softmax for a cross-entropy.",
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
    const inputs = { ...data, inputs: [[1], [2], [bad], [4]] };
    const message =
      `train: expected finite numbers, received ${name} in row 2 of the inputs, place 0, both counted from 0. ` +
      "Fill or remove it.";
    expect(() => train(net, inputs, options)).toThrow(new ValueError(message));
    expect(() => train(net, { ...data, targets: [[1], [bad], [1], [0]] }, options)).toThrow("row 1 of the targets");
    expect(() => train(net, data, { ...options, validation: inputs })).toThrow("train: validation: expected finite");
    expect(net.memory).toBeUndefined();
  }
});
