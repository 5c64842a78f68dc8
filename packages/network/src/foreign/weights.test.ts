import { grad } from "@chainrule/compiler";
import { normal, type Nested, type Parameters, randomKey, type Shape, type Tensor, uniform } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import * as constraints from "../constraints/index.ts";
import * as initializers from "../initializers/index.ts";
import type { Constraint } from "../constraints/index.ts";
import type { Initializer } from "../initializers/index.ts";
import { l1 } from "../regularizers/l1.ts";
import { l1l2 } from "../regularizers/l1l2.ts";
import { l2 } from "../regularizers/l2.ts";
import type { Regularizer } from "../regularizers/regularizer.ts";
import { deviation, fixtures, float64, named } from "./fixture.ts";

interface Case {
  readonly kind: "draw" | "initializer" | "orthogonal" | "regularizer" | "constraint";
  readonly name: string;
  /** What the function is called with; null where it is no function of options. */
  readonly options: unknown;
  readonly shape: Shape;
  readonly value: Nested;
  readonly gradient: Nested;
  /** What a draw is made of: bounds, or mean and deviation. */
  readonly low?: number;
  readonly high?: number;
  readonly mean?: number;
  readonly deviation?: number;
}

/** The function of a case, given its options. */
const made = <F>(module: object, { name, options }: Case): F =>
  options === null ? named<F>(module, name) : named<(options: unknown) => F>(module, name)(options);

const key = randomKey(7);
const begin = (each: Case): Tensor => made<Initializer>(initializers, each)(key, each.shape, { dtype: "float64" });

/** The draw that theirs asks for, from our random numbers. */
function drawn({ name, shape, ...each }: Case): Tensor {
  const dtype = "float64";
  if (each.low !== undefined) return uniform(key, shape, { low: each.low, high: each.high!, dtype });
  if (name !== "truncatedNormal" && name !== "varianceScaling") {
    return normal(key, shape, { mean: each.mean!, deviation: each.deviation!, dtype });
  }
  const standard = initializers.truncatedNormal({ deviation: 1 })(key, shape, { dtype });
  return standard.mul(each.deviation!).add(each.mean!);
}

function check(each: Case, weights: Nested): void {
  const of = (w: Tensor): Parameters => ({ "0.kernel": w, "0.bias": float64([3, -4]) });
  const expectClose = (ours: Tensor, theirs: Nested): void =>
    expect(deviation(ours.toArray(), theirs, 1)).toBeLessThan(1e-14);

  if (each.kind === "draw") {
    const plain = (each.options as { distribution?: string } | null)?.distribution === "normal";
    expectClose(begin(each), drawn(plain ? { ...each, name: "normal" } : each).toArray());
  } else if (each.kind === "initializer") {
    expectClose(begin(each), each.value);
  } else if (each.kind === "orthogonal") {
    const units = each.shape.at(-1)!;
    const w = begin(each).reshape([each.shape.slice(0, -1).reduce((a, b) => a * b), units]);
    expectClose(w.shape[0]! < units ? w.matmul(w.transpose()) : w.transpose().matmul(w), each.value);
  } else if (each.kind === "regularizer") {
    const penalty = made<Regularizer>({ l1, l2, l1l2 }, each);
    expectClose(penalty(of(float64(weights))), each.value);
    expectClose(grad((w: Tensor) => penalty(of(w)))(float64(weights)), each.gradient);
  } else {
    const after = made<Constraint>(constraints, each)(of(float64(weights)));
    expect(Object.keys(after)).toEqual(["0.kernel"]);
    expectClose(after["0.kernel"]!, each.value);
  }
}

describe.each(fixtures<{ readonly weights: Nested }, Case>("weights"))("$from", ({ weights, cases }) => {
  test.each(cases)("$kind $name $options $shape", (each) => check(each, weights));
});
