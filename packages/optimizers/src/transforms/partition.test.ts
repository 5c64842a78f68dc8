import { ValueError } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { contextOf, float64 } from "../internal/testing.ts";
import { asgd } from "../optimizers/asgd.ts";
import { momentum } from "../optimizers/momentum.ts";
import { sgd } from "../optimizers/sgd.ts";
import { clipByGlobalNorm } from "./clipByGlobalNorm.ts";
import { chain } from "./chain.ts";
import { partition } from "./partition.ts";

const parameters = { kernel: float64([[1, 1]]), bias: float64([1]) };
const gradients = { kernel: float64([[30, 40]]), bias: float64([2]) };
const byRank = (_: string, { rank }: { rank: number }): string => (rank > 1 ? "matrices" : "vectors");

test("by hand: matrices are clipped among themselves, vectors go their own way", () => {
  const clipped = chain(clipByGlobalNorm({ limit: 5 }), sgd({ rate: 1 }));
  const optimizer = partition({ matrices: clipped, vectors: sgd({ rate: 0.5 }) }, byRank);
  const [updates] = optimizer.update(gradients, optimizer.init(parameters), contextOf(parameters));
  expect(updates["kernel"]?.toArray()).toEqual([[-3, -4]]);
  expect(updates["bias"]?.toArray()).toEqual([-1]);
  expect(Object.keys(updates)).toEqual(["kernel", "bias"]);
});

test("each group has its own memory under its name", () => {
  const optimizer = partition({ matrices: momentum(), vectors: sgd() }, byRank);
  expect(Object.keys(optimizer.init(parameters))).toEqual(["matrices", "vectors"]);
});

test("each group predicts in its own way", () => {
  const optimizer = partition({ matrices: sgd(), vectors: asgd({ rate: 1, decay: 0 }) }, byRank);
  const [, state] = optimizer.update(gradients, optimizer.init(parameters), contextOf(parameters));
  const used = optimizer.predictWith?.(parameters, state);
  expect([used?.["kernel"], used?.["bias"]?.toArray()]).toEqual([parameters.kernel, [-1]]);
});

test("a parameter in no group throws at once", () => {
  expect(() => partition({ vectors: sgd() }, byRank).init(parameters)).toThrow(
    new ValueError(
      "partition: expected a group of vectors for kernel, received matrices. Give every parameter one of them.",
    ),
  );
});
