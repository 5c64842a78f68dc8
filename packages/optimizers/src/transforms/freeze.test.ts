import { expect, test } from "vitest";
import { adamw } from "../optimizers/adamw.ts";
import { chain } from "./chain.ts";
import { freeze } from "./freeze.ts";
import { contextOf, float64 } from "../internal/testing.ts";

test("a frozen parameter does not move, even by weight decay", () => {
  const parameters = { a: float64([[1]]), b: float64([1]) };
  const optimizer = chain(
    adamw({ decay: 0.1 }),
    freeze((_, parameter) => parameter.rank === 2),
  );
  const [updates] = optimizer.update(parameters, optimizer.init(parameters), contextOf(parameters));
  expect(updates["a"]?.toArray()).toEqual([[0]]);
  expect(updates["b"]?.toArray()).not.toEqual([0]);
});
