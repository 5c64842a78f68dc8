import assert from "node:assert/strict";
import { test } from "node:test";
import { optimizerChecks } from "@chainrule/conformance";
import { randomKey, tensor } from "@chainrule/tensor";
import { __name__ } from "./__name__.ts";

for (const { name, run } of optimizerChecks("__name__", __name__())) test(name, run);

test("by hand: the first step is −rate times the gradient", () => {
  const parameters = { w: tensor([1, 2]) };
  const optimizer = __name__({ rate: 0.5 });
  const context = { parameters, step: tensor(1), loss: tensor(3), key: randomKey(1) };
  const [updates] = optimizer.update({ w: tensor([4, -6]) }, optimizer.init(parameters), context);
  assert.deepEqual(updates["w"]?.toArray(), [-2, 3]);
});
