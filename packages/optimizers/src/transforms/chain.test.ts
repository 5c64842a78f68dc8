import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { addNoise } from "./addNoise.ts";
import { chain } from "./chain.ts";
import { clipByValue } from "./clipByValue.ts";
import { contextOf, float64, follow, transformed } from "../internal/testing.ts";
import { sgd } from "../optimizers/sgd.ts";
import { trace } from "./trace.ts";

test("each part is given the updates of the one before", () => {
  expect(follow(chain(clipByValue({ limit: 1 }), sgd({ rate: 0.5 })), [0], [[10]])).toEqual([[-0.5]]);
  expect(follow(chain(sgd({ rate: 0.5 }), clipByValue({ limit: 1 })), [0], [[10]])).toEqual([[-1]]);
});

test("states stand under their place, and empty ones may be missing", () => {
  const parameters = { w: float64([1]) };
  const optimizer = chain(sgd(), trace());
  expect(Object.keys(optimizer.init(parameters))).toEqual(["0", "1"]);

  const [, state] = optimizer.update(parameters, optimizer.init(parameters), contextOf(parameters));
  const { "1": kept } = state as { "1": typeof state };
  const [full] = optimizer.update(parameters, state, contextOf(parameters));
  const [sparse] = optimizer.update(parameters, { "1": kept }, contextOf(parameters));
  expect(sparse["w"]?.toArray()).toEqual(full["w"]?.toArray());
});

test("each part draws its own random numbers", () => {
  const zero = float64([0]);
  const once = transformed(chain(addNoise({ deviation: 1 })), zero) as number[];
  const twice = transformed(chain(addNoise({ deviation: 1 }), addNoise({ deviation: 1 })), zero) as number[];
  expect(twice[0]).not.toBeCloseTo(2 * (once[0] ?? 0));
});

test("without parts it throws", () => {
  expect(() => chain()).toThrow(ValueError);
});
