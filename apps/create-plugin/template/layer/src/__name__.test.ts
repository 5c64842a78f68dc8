import assert from "node:assert/strict";
import { test } from "node:test";
import { layerChecks } from "@chainrule/conformance";
import { randomKey, tensor } from "@chainrule/tensor";
import { __name__ } from "./__name__.ts";

for (const { name, run } of layerChecks("__name__", __name__())) test(name, run);

test("by hand: at first it changes nothing", () => {
  const layer = __name__();
  const memory = layer.init(randomKey(1), [2], { dtype: "float32" });
  const [y] = layer.apply(memory, tensor([[3, -4]]), { training: false, key: randomKey(2) });
  assert.deepEqual(y.toArray(), [[3, -4]]);
});
