import { inspect } from "node:util";
import { expect, test } from "vitest";
import { range, tensor, Tensor, zeros } from "./index.ts";

test("in a console: dtype, shape and entries", () => {
  expect(
    inspect(
      tensor([
        [1, 2.5],
        [3, 0.1],
      ]),
    ),
  ).toBe("Tensor float32 [2, 2] [[1, 2.5],\n [3, 0.1]]");
  expect(String(tensor(1 / 3, { dtype: "float64" }))).toBe("Tensor float64 [] 0.3333333333333333");
  expect(String(tensor([true, false]))).toBe("Tensor bool [2] [true, false]");
  expect(String(tensor([NaN, -Infinity, 1e-45, 3.4e38]))).toBe("Tensor float32 [4] [NaN, -Infinity, 1e-45, 3.4e+38]");
});

test("at most six entries along an axis", () => {
  expect(String(range(7))).toBe("Tensor int32 [7] [0, 1, 2, …, 4, 5, 6]");
  expect(String(range(6))).toBe("Tensor int32 [6] [0, 1, 2, 3, 4, 5]");
  expect(String(zeros([1000, 1000])).length).toBeLessThan(400);
});

test("an expression shows where it comes from", () => {
  const x = new Tensor({ shape: [-2, 3], dtype: "float32" });
  expect(inspect(x)).toBe("Expression float32 [2·rows, 3]");
  expect(inspect(x.exp())).toBe("Expression float32 [2·rows, 3] = exp(…)");
});

test("as JSON it is its numbers, nested; an expression says that it has none", () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(JSON.stringify({ x })).toBe('{"x":[[1,2],[3,4]]}');
  expect(JSON.stringify(new Tensor({ shape: [2], dtype: "float32" }))).toBe('"Expression float32 [2]"');
});
