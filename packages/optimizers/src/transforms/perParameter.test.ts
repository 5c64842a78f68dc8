import { ValueError, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { contextOf, float64 } from "../internal/testing.ts";
import { perParameter } from "./perParameter.ts";

const countdown = perParameter({
  init: (parameter) => ({ left: parameter }),
  update: (gradient, state: { readonly left: Tensor }, { parameter }) => [
    gradient.add(parameter),
    { left: state.left.sub(1) },
  ],
});

test("each parameter has its own update and state, under its name", () => {
  const parameters = { a: float64([1]), b: float64([[10]]) };
  const gradients = { a: float64([0.5]), b: float64([[0]]) };
  const [updates, state] = countdown.update(gradients, countdown.init(parameters), contextOf(parameters));
  expect(updates["a"]?.toArray()).toEqual([1.5]);
  expect(updates["b"]?.toArray()).toEqual([[10]]);
  expect((state as { b: { left: Tensor } }).b.left.toArray()).toEqual([[9]]);
});

test("a gradient without a parameter throws", () => {
  const parameters = { a: float64([1]) };
  expect(() => countdown.update({ c: float64([1]) }, countdown.init(parameters), contextOf(parameters))).toThrow(
    new ValueError(
      "optimizer: expected gradients of the parameters a, received one of c. Pass records with equal names.",
    ),
  );
});
