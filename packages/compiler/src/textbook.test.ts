import { gather, tensor, type Tensor } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { cellPrinter } from "./cells.ts";
import { print } from "./formula.ts";
import { gradients } from "./gradient.ts";
import { trace } from "./graph.ts";

const spec = { shape: [2, 3], dtype: "float64" } as const;

/** The slope of a function of z, with the letter a for the function itself. */
function slope(f: (z: Tensor) => Tensor): string {
  const { inputs, outputs } = trace((z) => [f(z)], [spec]);
  const [z, a] = [inputs[0]!, outputs[0]!];
  return print(
    gradients(a.sum(), [z])[0]!,
    new Map([
      [z, "z"],
      [a, "a"],
    ]),
  );
}

test("a slope in terms of the function", () => {
  expect(slope((z) => z.sigmoid())).toBe("a(1 − a)");
  expect(slope((z) => z.tanh())).toBe("1 − a²");
  expect(slope((z) => z.exp())).toBe("a");
});

test("two choices by one condition are one", () => {
  expect(slope((z) => z.max(0).add(z.min(0).mul(0.1)))).toBe("1 if z > 0, else 0.1");
  expect(slope((z) => z.max(0).add(z.min(0).expm1()))).toBe("1 if z > 0, else exp(z)");
});

test("the gradient through softmax in terms of softmax", () => {
  const softmax = (z: Tensor): Tensor => {
    const e = z.sub(z.reduceMax(-1, { keepDims: true }).stopGradient()).exp();
    return e.div(e.sum(-1, { keepDims: true }));
  };
  const { inputs, outputs } = trace((z, u) => [softmax(z).mul(u).sum(), softmax(z)], [spec, spec]);
  const [z, u] = inputs;
  const symbols = new Map([
    [z!, "z"],
    [u!, "u"],
    [outputs[1]!, "a"],
  ]);
  expect(print(gradients(outputs[0]!, [z!])[0]!, symbols)).toBe("a(u − Σ a·u)");
});

test("like terms are counted", () => {
  const { inputs, outputs } = trace((x, y) => [x.mul(0.5).add(x.mul(0.5)).sub(y).add(y).add(y.mul(2))], [spec, spec]);
  expect(print(outputs[0]!, new Map(inputs.map((input, i) => [input, "xy"[i]!])))).toBe("x + 2·y");
});

test("one element with its numbers; long sums say what is left out", () => {
  const { inputs, outputs } = trace((x, w) => [x.matmul(w).mul(0.5)], [spec, { shape: [3, 1], dtype: "float64" }]);
  const values = new Map([
    [
      inputs[0]!,
      tensor(
        [
          [1, -2, 3],
          [4, 5, 6],
        ],
        { dtype: "float64" },
      ),
    ],
    [inputs[1]!, tensor([[0.5], [-0.25], [2]], { dtype: "float64" })],
  ]);
  const number = String;
  expect(cellPrinter(outputs[0]!, values, { number })([0, 0])).toBe("0.5·(1·0.5 − 2·(−0.25) + 3·2)");
  // Dots would take the place of one alone.
  expect(cellPrinter(outputs[0]!, values, { number, terms: 2 })([1, 0])).toBe("0.5·(4·0.5 + 5·(−0.25) + 6·2)");
  const four = trace((x) => [x.sum()], [{ shape: [4], dtype: "float64" }]);
  const long = new Map([[four.inputs[0]!, tensor([1, 2, 3, 4], { dtype: "float64" })]]);
  expect(cellPrinter(four.outputs[0]!, long, { number, terms: 2 })([])).toBe("1 + … (2 terms left out) + 4");
});

test("of what is looked up by its number, one element is the number that is meant; of what is put there, the sum", () => {
  const { inputs, outputs } = trace(
    (table, x, u) => {
      const rows = gather(table, x.cast("int32"));
      return [rows, gradients(rows.mul(u).sum(), [table])[0]!];
    },
    [spec, { shape: [3], dtype: "float64" }, { shape: [3, 3], dtype: "float64" }],
  );
  const values = new Map(
    [
      [
        [1, -2, 3],
        [4, 5, 6],
      ],
      [1, 0, 1],
      [
        [7, 8, 9],
        [10, 11, 12],
        [13, 14, 15],
      ],
    ].map((x, i) => [inputs[i]!, tensor(x, { dtype: "float64" })]),
  );
  const [looked, put] = outputs.map((output) => cellPrinter(output, values, { number: String }));
  expect([looked!([0, 2]), looked!([1, 0])]).toEqual(["6", "1"]);
  expect([put!([1, 1]), put!([0, 0])]).toEqual(["8 + 14", "10"]);
});
