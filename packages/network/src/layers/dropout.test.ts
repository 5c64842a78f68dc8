import { foldIn, ones, randomKey, type Tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { dense, dropout, initialize, predict, sequential } from "../index.ts";

const memory = { parameters: {}, state: {} };
const x = ones([100, 100]);
const drop = (rate: number, key: Tensor, training = true): Tensor =>
  dropout(rate).apply(memory, x, { training, key })[0];

test("drops that share and scales the others, so that the mean stays", () => {
  const y = drop(0.25, randomKey(1));
  expect(new Set(y.toTypedArray())).toEqual(new Set([0, Math.fround(1 / 0.75)]));
  expect(y.equal(0).mean().item()).toBeCloseTo(0.25, 1.5);
  expect(y.mean().item()).toBeCloseTo(1, 1.5);
});

test("one key, one choice", () => {
  const key = randomKey(1);
  expect(drop(0.5, key)).toEqual(drop(0.5, randomKey(1)));
  expect(drop(0.5, foldIn(key, 1))).not.toEqual(drop(0.5, key));
});

test("changes nothing at rate 0, nor in prediction", () => {
  expect(drop(0, randomKey(1))).toBe(x);
  expect(drop(0.5, randomKey(1), false)).toBe(x);
  const net = initialize(sequential([dropout(0.5), dense(1)]), { inputShape: [2] });
  expect(predict(net, [[1, 2]])).toEqual(predict(net, [[1, 2]]));
});

test("each layer of a network drops others", () => {
  const net = sequential([dropout(0.5), dropout(0.5)]);
  const [y] = net.apply(memory, x, { training: true, key: randomKey(3) });
  expect(y.equal(0).mean().item()).toBeCloseTo(0.75, 1.5);
});

test.each([-0.1, 1, NaN])("a rate of %d is refused", (rate) => {
  expect(() => dropout(rate)).toThrow(ValueError);
  expect(() => dropout(rate)).toThrow("dropout: expected rate to be a number from 0 up to but not including 1");
});

test("a rate that is a schedule follows the steps of the training", () => {
  const layer = dropout((step) => step.mul(0.25));
  let { state } = layer.init(randomKey(0), [100], { dtype: "float32" });
  const shares = [0, 1, 2].map((n) => {
    const [y, next] = layer.apply({ parameters: {}, state }, x, { training: true, key: foldIn(randomKey(1), n) });
    state = next;
    return y.equal(0).mean().item();
  });
  [0, 0.25, 0.5].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 1.5));
  expect(layer.apply({ parameters: {}, state }, x, { training: false, key: randomKey(1) })).toEqual([x, state]);
});
