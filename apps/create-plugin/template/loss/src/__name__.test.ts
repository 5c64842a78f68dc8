import assert from "node:assert/strict";
import { test } from "node:test";
import { lossChecks } from "@chainrule/conformance";
import { tensor } from "@chainrule/tensor";
import { __name__ } from "./__name__.ts";

// For predictions or targets that are no plain numbers: lossChecks(name, loss, { prediction: "probability", … }).
for (const { name, run } of lossChecks("__name__", __name__)) test(name, run);

test("by hand: an error of 1 costs ln cosh 1 = 0.43378", () => {
  const [cost] = __name__(tensor([3]), tensor([2])).toTypedArray();
  assert.ok(Math.abs(cost! - 0.43378083) < 1e-6);
});
