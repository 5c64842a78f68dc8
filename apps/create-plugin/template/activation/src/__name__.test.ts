import assert from "node:assert/strict";
import { test } from "node:test";
import { grad } from "@chainrule/compiler";
import { activationChecks } from "@chainrule/conformance";
import { tensor } from "@chainrule/tensor";
import { __name__ } from "./__name__.ts";

for (const { name, run } of activationChecks("__name__", __name__)) test(name, run);

test("by hand: 0 ↦ 0 with slope tanh(ln 2) = 0.6", () => {
  assert.equal(__name__(tensor(0)).item(), 0);
  assert.ok(Math.abs(grad(__name__)(0).item() - 0.6) < 1e-6);
});
