import { randomKey, tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { identity } from "./identity.ts";

test("passes its input on", () => {
  const x = tensor([[1, 2]]);
  const context = { training: true, key: randomKey(0) };
  expect(identity().apply({ parameters: {}, state: {} }, x, context)[0]).toBe(x);
});
