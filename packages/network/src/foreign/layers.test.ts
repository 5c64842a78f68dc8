import { valueAndGrad } from "@chainrule/compiler";
import { type Nested, type Parameters, randomKey, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import * as layers from "../layers/index.ts";
import type { Layer } from "../layers/layer.ts";
import { fixtures, float64 } from "./fixture.ts";

interface Case {
  readonly name: string;
  readonly arguments: readonly unknown[];
  readonly inputs: Nested;
  readonly parameters: Readonly<Record<string, Nested>>;
  readonly state: Readonly<Record<string, Nested>>;
  readonly after: Readonly<Record<string, Nested>>;
  readonly training?: boolean;
  readonly output: Nested;
  readonly cotangent: Nested;
  /** Absent where the inputs are whole numbers. */
  readonly slope: Nested | null;
  readonly slopes: Readonly<Record<string, Nested>>;
}

const all = (record: Readonly<Record<string, Nested>>): Parameters =>
  Object.fromEntries(Object.entries(record).map(([name, data]) => [name, float64(data)]));

function expectClose(ours: Tensor, theirs: Nested): void {
  const [a, b] = [ours.toTypedArray(), float64(theirs).toTypedArray()];
  expect(a.length).toBe(b.length);
  a.forEach((x, i) => expect(Math.abs(x - b[i]!) / Math.max(1, Math.abs(b[i]!))).toBeLessThan(1e-13));
}

describe.each(fixtures<object, Case>("layers"))("$from", ({ cases }) => {
  test.each(cases)("$name $arguments of $inputs.length rows, training $training", (each) => {
    const make = layers[each.name as keyof typeof layers] as unknown as (...options: readonly unknown[]) => Layer;
    const layer = make(...each.arguments);
    const [x, parameters, state] = [float64(each.inputs), all(each.parameters), all(each.state)];
    const started = layer.init(randomKey(0), x.shape.slice(1), { dtype: "float64" });
    expect(Object.keys(started.parameters)).toEqual(Object.keys(parameters));
    expect(Object.keys(started.state)).toEqual(Object.keys(state));

    const context = { training: each.training ?? true, key: randomKey(0) };
    const [y, after] = layer.apply({ parameters, state }, x, context);
    expectClose(y, each.output);
    expect(y.shape.slice(1)).toEqual(started.outputShape);
    for (const [name, numbers] of Object.entries(each.after)) expectClose(after[name]!, numbers);

    const weighted = ({ input, ...rest }: Parameters): Tensor =>
      layer.apply({ parameters: rest, state }, input!, context)[0].mul(float64(each.cotangent)).sum();
    const [, slopes] = valueAndGrad(weighted)({ input: x, ...parameters });
    if (each.slope !== null) expectClose(slopes["input"]!, each.slope);
    for (const [name, numbers] of Object.entries(each.slopes)) expectClose(slopes[name]!, numbers);
  });
});
