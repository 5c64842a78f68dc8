import { tensor, ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { expectNear, follow, transformed } from "../internal/testing.ts";
import { rprop } from "./rprop.ts";

test("by hand: the step grows, grows, then shrinks and rests, then goes back with the smaller one", () => {
  const steps = follow(rprop({ initialStep: 0.1 }), [0], [[3], [1], [-2], [-5]]);
  expectNear(steps, [[-0.1], [-0.22], [-0.22], [-0.16]]);
});

test("the steps stay between the smallest and the largest", () => {
  const optimizer = rprop({ initialStep: 1, largest: 1.1, smallest: 0.9 });
  expectNear(follow(optimizer, [0], [[1], [1], [-1], [-1]]), [[-1], [-2.1], [-2.1], [-1.2]]);
});

test("gradients whose product float32 cannot hold still agree", () => {
  const optimizer = rprop({ initialStep: 0.5 });
  expect(transformed(optimizer, tensor([1e-30]))).toEqual([-0.5]);
  const parameters = { w: tensor([0]) };
  const context = { parameters, step: tensor(2), loss: tensor(1), key: tensor([0, 0], { dtype: "int32" }) };
  const tiny = { w: tensor([1e-30]) };
  const [, state] = optimizer.update(tiny, optimizer.init(parameters), context);
  const [updates] = optimizer.update(tiny, state, context);
  expect(updates["w"]?.toArray()).toEqual([expect.closeTo(-0.6, 6)]);
});

test("a shrink above 1 throws", () => {
  expect(() => rprop({ shrink: 2 })).toThrow(ValueError);
});
