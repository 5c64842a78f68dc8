import { type Parameters, tensor, Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { grad, jacobian, valueAndGrad } from "./index.ts";

const cube = (x: Tensor): Tensor => x.pow(3).sum();
const double = (numbers: number | number[] | number[][]): Tensor => tensor(numbers, { dtype: "float64" });

test("by hand: the slopes of x³ at 2 are 12, 12, 6, 0", () => {
  const slopes = [grad(cube), grad(grad(cube)), grad(grad(grad(cube))), grad(grad(grad(grad(cube))))];
  expect(slopes.map((f) => f(2).item())).toEqual([12, 12, 6, 0]);
});

test("numbers, arrays and tensors may be given; the gradient has the shape and dtype of the argument", () => {
  expect(grad(cube)(2)).toMatchObject({ shape: [], dtype: "float32" });
  expect(grad(cube)([1, 2]).toArray()).toEqual([3, 12]);
  expect(grad(cube)(Float64Array.of(1, 2))).toMatchObject({ shape: [2], dtype: "float64" });
});

test("value and gradient, of any argument", () => {
  const f = (a: Tensor, b: Tensor): Tensor => a.mul(b).sum();
  const [value, slope] = valueAndGrad(f, 1)([1, 2], [3, 4]);
  expect([value.item(), slope.toArray()]).toEqual([11, [1, 2]]);
});

test("records: a gradient by the same names, whatever their order", () => {
  const loss = ({ w, b }: Parameters, x: Tensor): Tensor => x.matmul(w!).add(b!).square().sum();
  const parameters = { b: double([1]), w: double([[2], [3]]) };
  const x = double([
    [1, 0],
    [0, 1],
  ]);
  // Errors 3 and 4.
  const slopes = grad(loss)(parameters, x);
  expect(Object.keys(slopes)).toEqual(["b", "w"]);
  expect([slopes.w!.toArray(), slopes.b!.toArray()]).toEqual([[[6], [8]], [14]]);
  expect(grad(loss, 1)(parameters, x).toArray()).toEqual([
    [12, 18],
    [16, 24],
  ]);
  const numbers = grad(loss)({ w: [[2], [3]], b: [1] } as unknown as Parameters, tensor([[1, 0]]));
  expect(numbers.b!.toArray()).toEqual([6]);
  expect(grad((none: Parameters, y: Tensor) => y.sum())({}, [1, 2])).toEqual({});
});

test("what a function returns may not depend on its argument, nor be an expression", () => {
  expect(grad(() => tensor(7))(2).item()).toBe(0);
  expect(valueAndGrad(() => tensor(7))(2)[0].item()).toBe(7);
});

test("a gradient may be part of a function that it reads the arguments of", () => {
  // ∂/∂x (x·y²) = y², whose slope in y is 2y.
  const penalty = grad((y) => grad((x) => x.mul(y.square()))(1));
  expect(penalty(5).item()).toBe(10);
  const norm = (w: Tensor): Tensor =>
    grad((x) => x.matmul(w).tanh().sum())(double([[0.3, -0.2]]))
      .square()
      .sum();
  const w = double([[0.5], [1.5]]);
  const h = 1e-6;
  const moved = (step: number): number => norm(w.add(double([[step], [0]]))).item();
  expect((grad(norm)(w).toArray() as number[][])[0]![0]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 8);
});

test("a Hessian is the Jacobian of a gradient", () => {
  const f = (x: Tensor): Tensor =>
    x
      .pow(2)
      .mul(double([1, 3]))
      .sum()
      .add(
        x
          .reshape([1, 2])
          .matmul(x.reshape([2, 1]))
          .sum(),
      );
  expect(jacobian(grad(f))(double([1, 1])).toArray()).toEqual([
    [4, 0],
    [0, 8],
  ]);
});

test("by hand: the Jacobian of (xy, x + y) at (2, 3)", () => {
  const f = (v: Tensor): Tensor => {
    const [x, y] = [v.matmul(tensor([1, 0], { shape: [2, 1] })), v.matmul(tensor([0, 1], { shape: [2, 1] }))];
    return x
      .mul(y)
      .reshape([1])
      .add(0)
      .mul(tensor([1, 0]))
      .add(x.add(y).mul(tensor([[0, 1]])));
  };
  expect(jacobian(f)([[2, 3]])).toMatchObject({ shape: [1, 2, 1, 2] });
  expect(jacobian(f)([[2, 3]]).toArray()).toEqual([[[[3, 2]], [[1, 1]]]]);
  expect(jacobian((a, b) => a.mul(b), 1)([1, 2], 3).toArray()).toEqual([1, 2]);
  expect(jacobian((x) => x.mul(2))(3).shape).toEqual([]);
  expect(jacobian((x) => x)(tensor([], { shape: [0, 2] })).shape).toEqual([0, 2, 0, 2]);
});

test("nothing reads a number, or the name of a function, while it traces", () => {
  expect(() => grad((x) => (x.item() > 0 ? x : x.neg()))(1)).toThrow(
    /^item\(\): expected a value, received an expression of shape \[\].*condition\.where\(a, b\)/,
  );
  expect(() => grad((x) => (Number(x) > 0 ? x : x.neg()))(1)).toThrow("expected a value, received an expression");
  const f = (x: Tensor): Tensor => x.square();
  const reads: PropertyKey[] = [];
  const watched = new Proxy(f, {
    get: (target, key, self) => (reads.push(key), Reflect.get(target, key, self) as unknown),
  });
  expect(grad(watched)(3).item()).toBe(6);
  expect(reads).not.toContain("name");
});

test("errors: no scalar, no such argument, no tensor, no slope", () => {
  expect(() => grad((x) => x)([1, 2])).toThrow(
    "grad: expected a function with a scalar result, received one of shape [2]. Reduce it with .sum() or .mean(), or use jacobian.",
  );
  expect(() => grad(cube, 1)(2)).toThrow(
    "grad: expected argument 1, counted from 0, received 1 arguments. Pass it too.",
  );
  expect(() => grad(cube, -1)(2)).toThrow("grad: expected argument -1, counted from 0");
  expect(() => jacobian(cube, 2)(2)).toThrow("jacobian: expected argument 2, counted from 0, received 1 arguments.");
  expect(() => grad((() => 7) as never)(2)).toThrow(
    "trace: expected a function of tensors to return a tensor, received number.",
  );
  expect(() => grad((() => undefined) as never)(2)).toThrow("received undefined");
  expect(() => grad(cube)(tensor(2, { dtype: "int32" }))).toThrow(
    'grad: expected float32 or float64, received int32. Write .cast("float32") first.',
  );
  expect(() => grad((x) => x.cast("int32"))(2)).toThrow("grad: expected float32 or float64, received int32.");
  expect(() => grad(cube)(null as never)).toThrow("tensor: expected numbers, received null.");
  expect(() => grad(cube)("2" as never)).toThrow("tensor: expected numbers, received string.");
  const rows = new Tensor({ shape: [-1], dtype: "float32" });
  expect(() => jacobian((x) => x)(rows)).toThrow("jacobian: expected a result of known shape, received [rows].");
});

test("what escapes from a trace has no numbers", () => {
  let escaped: Tensor | undefined;
  grad((x) => (escaped = x).square())(1);
  expect(() => grad((x) => x.mul(escaped!))(1).item()).toThrow("expected a value, received an expression");
});
