import { normal, type Parameters, randomKey, sort, type Tensor, tensor, type TensorLike } from "@chainrule/tensor";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Compile, compile, grad, traceStable, valueAndGrad } from "./index.ts";
import { compile as interpreted } from "./interpreter.ts";
import { supportedModes } from "./wasm/index.ts";

/** A step of gradient descent on tensors by name. */
function step(weights: Parameters, x: Tensor, y: Tensor): { loss: Tensor; weights: Parameters } {
  const error = ({ w, b }: Parameters): Tensor => x.matmul(w!).add(b!).tanh().sub(y).square().mean();
  const [loss, slopes] = valueAndGrad(error)(weights);
  const moved = Object.entries(weights).map(([name, p]) => [name, p.sub(slopes[name]!.mul(0.1))] as const);
  return { loss, weights: Object.fromEntries(moved) };
}

const [x, y] = [normal(randomKey(1), [7, 5]), normal(randomKey(2), [7, 3])];
const weights = { w: normal(randomKey(3), [5, 3]), b: normal(randomKey(4), [3]) };
const numbersOf = ({ loss, weights: { w, b } }: ReturnType<typeof step>): unknown =>
  [loss, w!, b!].map((part) => part.toArray());

describe.each<[string, Compile]>([
  ["on the engine", compile],
  ["interpreted", interpreted],
])("%s", (_, make) => {
  test("traces once for each shape and dtype", () => {
    let traced = 0;
    const f = make((x) => {
      traced++;
      return x.sigmoid().log();
    });
    for (const given of [[1], [2], [1, 2], [3, 4]]) f(given);
    f(tensor([1], { dtype: "float64" }));
    expect(traced).toBe(3);
    expect(f([-1000]).toArray()).toEqual([-1000]);
  });

  test("once for each form of what it is given", () => {
    let traced = 0;
    const f = make((parts: Parameters) => {
      traced++;
      return Object.keys(parts).map((name) => parts[name]!.mul(name.length));
    });
    const [one, two] = [tensor(1), tensor(2)];
    expect(f({ a: one, bcd: two }).map((part) => part.item())).toEqual([1, 6]);
    expect(f({ a: two, bcd: one }).map((part) => part.item())).toEqual([2, 3]);
    expect(f({ bcd: one, a: two }).map((part) => part.item())).toEqual([3, 2]);
    expect(traced).toBe(2);
  });

  test("tensors by name in and out: a step of training", () => {
    const run = make(step, { mode: "exact" });
    expect(numbersOf(run(weights, x, y))).toEqual(numbersOf(step(weights, x, y)));
    let now: Parameters = weights;
    const losses = Array.from({ length: 50 }, () => {
      const after = run(now, x, y);
      now = after.weights;
      return after.loss.item();
    });
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
  });

  test("gradients, and results in lists", () => {
    const cube = (x: Tensor): Tensor => x.mul(x).mul(x).sum();
    expect(make(grad(cube))([1, 2]).toArray()).toEqual([3, 12]);
    const [value, slope] = make(valueAndGrad(cube))([1, 2]);
    expect([value.item(), slope.toArray()]).toEqual([9, [3, 12]]);
    expect(make((x) => [x, [x.add(1), { twice: x.mul(2) }]] as const)(3)[1][1].twice.item()).toBe(6);
  });

  test("what one call gave stays when the next is made", () => {
    const f = make((x) => x.mul(2));
    const first = f([1, 2]);
    f([3, 4]);
    expect(first.toArray()).toEqual([2, 4]);
  });

  test("in a function that is traced it becomes a part of that", () => {
    const square = make((x) => x.mul(x).sum());
    expect(grad((x) => square(x).mul(3))([1, 2]).toArray()).toEqual([6, 12]);
    const rows = traceStable((x) => [square(x)], [{ shape: [-1, 2], dtype: "float32" }]);
    expect(rows.outputs[0]!.isExpression).toBe(true);
  });

  test("refuses what is no tensor, and what comes from a trace around it", () => {
    const wrong =
      (result: unknown): (() => unknown) =>
      () =>
        make((() => result) as never)(1);
    expect(wrong(7)).toThrow("trace: expected a function of tensors to return a tensor, received number.");
    expect(wrong(undefined)).toThrow("received undefined");
    expect(wrong({ a: tensor(1), b: Promise.resolve(1) })).toThrow("received object");
    let escaped: Tensor | undefined;
    grad((x) => (escaped = x).square())(1);
    expect(() => make((x) => x.mul(escaped!))(1)).toThrow(
      "replay: expected every input to be an argument of the traced function, received float32 [] from outside.",
    );
  });

  test.each<[string, TensorLike]>([
    ["float64", tensor([1.5, -2, 0.25], { dtype: "float64" })],
    ["int32", tensor([3, -2, 7], { dtype: "int32" })],
    ["bool", tensor([1, 0, 1], { dtype: "bool" })],
    ["nothing", tensor([], { shape: [0, 3] })],
  ])("%s in, by the bits of the interpreter", (_, given) => {
    const f = (x: Tensor): Tensor[] => [
      x,
      x.cast("float32").exp(),
      sort(x.cast("float32"), -1),
      x.cast("float64").mul(3),
    ];
    const spread = (parts: readonly Tensor[]): unknown =>
      parts.map(({ dtype, shape, data }) => ({ dtype, shape, data }));
    expect(spread(make(f, { mode: "exact" })(given))).toEqual(spread(f(tensor(given))));
  });
});

test("in mode fused a·b + c is rounded once, by default where the machine can", () => {
  const f = (a: Tensor, b: Tensor): Tensor => a.matmul(b);
  const [a, b] = [tensor([[1, 1 + 2 ** -12]]), tensor([[-1 - 2 ** -11], [1 + 2 ** -12]])];
  const rounded = supportedModes().includes("fused") ? 2 ** -24 : 0;
  expect(compile(f)(a, b).item()).toBe(rounded);
  expect(compile(f, { mode: "fused" })(a, b).item()).toBe(rounded);
  expect(compile(f, { mode: "exact" })(a, b).item()).toBe(0);
});

describe("without WebAssembly", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    vi.resetModules();
  });

  test("the interpreter does the work, and says so once", async () => {
    vi.resetModules();
    vi.stubGlobal("WebAssembly", undefined);
    const warn = vi.spyOn(console, "warn").mockReturnValue(undefined);
    const { compile: alone } = await import("./index.ts");
    expect(alone((x) => x.mul(2))([1, 2]).toArray()).toEqual([2, 4]);
    expect(alone((x) => x.mul(3), { mode: "fused" })([1, 2]).toArray()).toEqual([3, 6]);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("the interpreter does the work, slower"));
  });
});
