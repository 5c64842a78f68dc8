import { compile } from "@chainrule/compiler";
import { meanSquaredError } from "@chainrule/losses";
import { sgd } from "@chainrule/optimizers";
import { normal, randomKey, tensor, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { dense, sequential, train } from "../index.ts";
import type { Constraint } from "./constraint.ts";
import * as constraints from "./index.ts";

// What holds for every constraint.

const made: Record<keyof typeof constraints, Constraint> = {
  box: constraints.box({ low: -0.2, high: 0.3 }),
  l1Ball: constraints.l1Ball(0.7),
  maxNorm: constraints.maxNorm(0.5),
  minMaxNorm: constraints.minMaxNorm({ low: 0.4, high: 0.6 }),
  nonNeg: constraints.nonNeg,
  simplex: constraints.simplex(),
  unitLength: constraints.unitLength,
};

const draw = (seed: number, shape: number[]): Tensor => normal(randomKey(seed), shape, { dtype: "float64" });
const parameters = { "1.kernel": draw(1, [5, 4]), "1.bias": draw(2, [4]), "2.kernel": draw(3, [2, 3, 4]) };

const distance = (a: Tensor, b: Tensor): number => a.sub(b).abs().reduceMax().item();

describe.each(Object.entries(made))("%s", (_, constraint) => {
  const once = constraint(parameters);

  test("keeps the shapes, is about weights alone, and changes them", () => {
    expect(Object.keys(once)).toEqual(["1.kernel", "2.kernel"]);
    expect(Object.values(once).map(({ shape }) => shape)).toEqual([[5, 4], [2, 3, 4]]); // prettier-ignore
    expect(distance(once["1.kernel"]!, parameters["1.kernel"])).toBeGreaterThan(0.1);
  });

  test("what it holds for already stays", () => {
    const twice = constraint(once);
    for (const [name, x] of Object.entries(once)) expect(distance(twice[name]!, x)).toBeLessThan(1e-15);
  });

  test("is finite for weights that are all 0", () => {
    const { w } = constraint({ w: tensor([[0, 0], [0, 0]]) }); // prettier-ignore
    expect([...w!.toTypedArray()].every(Number.isFinite)).toBe(true);
  });

  test("traced, it gives the same bits", () => {
    const traced = compile((w: Tensor) => constraint({ w })["w"]!);
    expect(traced(parameters["1.kernel"]).toArray()).toEqual(once["1.kernel"]!.toArray());
  });
});

test.each([
  ["simplex", made.simplex, (columns: Tensor) => columns.abs().div(columns.abs().sum(0, { keepDims: true }))],
  [
    "l1Ball",
    made.l1Ball,
    (columns: Tensor) => columns.div(columns.abs().sum(0, { keepDims: true }).max(1e-9)).mul(0.7),
  ],
  [
    "maxNorm",
    made.maxNorm,
    (columns: Tensor) => columns.div(columns.square().sum(0, { keepDims: true }).sqrt()).mul(0.5),
  ],
] as const)("%s goes to the closest: no other that it holds for is closer", (_, constraint, feasible) => {
  const w = parameters["1.kernel"];
  const far = (x: Tensor): number[] => [...x.sub(w).square().sum(0).toTypedArray()];
  const closest = far(constraint({ w })["w"]!);
  for (let seed = 10; seed < 200; seed++) {
    far(feasible(draw(seed, [5, 4]))).forEach((square, unit) => expect(square).toBeGreaterThan(closest[unit]!));
  }
});

test("in training it holds after every step", async () => {
  const net = sequential([dense(3), dense(1)]);
  const data = { inputs: draw(4, [20, 2]), targets: draw(5, [20, 1]).mul(9) };
  const options = { loss: meanSquaredError, optimizer: sgd({ rate: 0.1 }), epochs: 5, constraint: made.nonNeg };
  for await (const { step } of train(net, data, options)) {
    const weights = Object.entries(net.memory!.parameters).filter(([name]) => name.endsWith("kernel"));
    for (const [name, x] of weights) expect(x.reduceMin().item(), `${name} after ${step}`).toBeGreaterThanOrEqual(0);
  }
  const biases = Object.entries(net.memory!.parameters).filter(([name]) => name.endsWith("bias"));
  expect(biases.some(([, x]) => x.reduceMin().item() < 0)).toBe(true);
});
