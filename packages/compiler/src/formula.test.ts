import { cos, normalCdf, slice, Tensor, tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { formula, grad, print } from "./index.ts";

const silu = (x: Tensor): Tensor => x.mul(x.sigmoid()).named("silu", { x });
const elu = (x: Tensor): Tensor => x.max(0).add(x.min(0).expm1());
const softmax = (z: Tensor): Tensor => {
  const e = z.sub(z.reduceMax(-1, { keepDims: true }).stopGradient()).exp();
  return e.div(e.sum(-1, { keepDims: true })).named("softmax", { z });
};
const crossEntropy = (p: Tensor, y: Tensor): Tensor => y.xlogy(p).add(y.neg().add(1).xlog1py(p.neg())).neg();
const halfSquare = (p: Tensor, y: Tensor): Tensor => p.sub(y).mul(0.5).mul(p.sub(y));
const layer = (x: Tensor, w: Tensor, b: Tensor): Tensor => x.matmul(w).add(b);
const row = [[3]];

test.each<[(...x: Tensor[]) => Tensor, string, string, Parameters<typeof formula>[1]?]>([
  [silu, "x·sigmoid(x)", "x \\cdot \\sigma\\left(x\\right)"],
  [(x) => silu(x).add(1), "silu(x) + 1", "\\operatorname{silu}\\left(x\\right) + 1"],
  [elu, "max(x, 0) + exp(min(x, 0)) − 1", "\\max\\left(x, 0\\right) + e^{\\min\\left(x, 0\\right)} - 1"],
  [(x) => x.mul(normalCdf(x)), "x·Φ(x)", "x \\cdot \\Phi\\left(x\\right)"],
  [(x) => x.square().mul(-0.5).exp(), "exp(−0.5·x²)", "e^{-0.5 \\cdot x^{2}}"],
  [(x) => x.abs().sqrt(), "√(|x|)", "\\sqrt{|x|}"],
  [(x) => x.softplus().log(), "ln(softplus(x))", "\\ln\\left(\\operatorname{softplus}\\left(x\\right)\\right)"],
  [(x) => x.pow(5), "x⁵", "x^{5}"],
  [
    (x) => x.greater(0).where(x, x.mul(0.01)),
    "x if x > 0, else 0.01·x",
    "\\begin{cases} x & x > 0 \\\\ 0.01 \\cdot x & \\text{otherwise} \\end{cases}",
  ],
  [softmax, "exp(x)/(Σ exp(x))", "\\frac{e^{x}}{\\sum e^{x}}", { shapes: row }],
  [(x) => x.mean(), "(Σ x)/3", "\\frac{\\sum x}{3}", { shapes: row }],
  [halfSquare, "0.5(p − y)²", "0.5 \\cdot \\left(p - y\\right)^{2}", { names: ["p", "y"] }],
  [
    crossEntropy,
    "−(y·ln(p) + (1 − y)·ln(1 − p))",
    "-\\left(y \\cdot \\ln\\left(p\\right) + \\left(1 - y\\right) \\cdot \\ln\\left(1 - p\\right)\\right)",
    { names: ["p", "y"] },
  ],
  [
    (z, y) => y.xlogy(softmax(z)).sum().neg(),
    "−Σ y·ln(softmax(z))",
    "-\\sum y \\cdot \\ln\\left(\\operatorname{softmax}\\left(z\\right)\\right)",
    { names: ["z", "y"], shapes: [[3], [3]] },
  ],
  [layer, "x·W + b_1", "x \\cdot W + b_{1}", { names: ["x", "W", "b_1"], shapes: [[-1, 3], [3, 2], [2]] }],
])("%# in text and LaTeX: %s", (f, text, latex, options) => {
  expect(formula(f, options)).toBe(text);
  expect(formula(f, { ...options, format: "latex" })).toBe(latex);
});

describe("slopes, as a textbook has them", () => {
  test.each<[(x: Tensor) => Tensor, string]>([
    [(x) => x.sigmoid(), "sigmoid(x)(1 − sigmoid(x))"],
    [(x) => x.tanh(), "1 − tanh(x)²"],
    [(x) => x.max(0), "1 if x > 0, else 0"],
    [elu, "1 if x > 0, else exp(x)"],
    [silu, "sigmoid(x) + x·sigmoid(x)(1 − sigmoid(x))"],
    [(x) => x.mul(normalCdf(x)), "Φ(x) + x·φ(x)"],
    [(x) => x.softplus(), "sigmoid(x)"],
    [(x) => x.log(), "1/x"],
    [(x) => x.pow(3), "3·x²"],
    [(x) => cos(x), "−sin(x)"],
    [(x) => x.abs(), "1 if x > 0, else −1 if x < 0, else 0"],
  ])("%#: %s", (f, text) => {
    expect(formula(grad(f))).toBe(text);
  });

  test("of losses", () => {
    const of = (f: typeof halfSquare): string => formula(grad(f), { names: ["p", "y"] });
    expect(of(halfSquare)).toBe("p − y");
    expect(of(crossEntropy)).toBe("(1 − y)/(1 − p) − y/p");
    expect(of((z, y) => crossEntropy(z.sigmoid(), y))).toBe("sigmoid(p) − y");
  });

  test("second ones too", () => {
    expect(formula(grad(grad((x: Tensor) => x.pow(3))))).toBe("6·x");
    expect(formula(grad(grad((x: Tensor) => x.max(0))))).toBe("0");
  });
});

test("brackets where they are needed, and no others", () => {
  const text = (f: (x: Tensor, y: Tensor, z: Tensor) => Tensor): string => formula(f, { names: ["x", "y", "z"] });
  expect(text((x, y, z) => x.sub(y.sub(z)))).toBe("x − (y − z)");
  expect(text((x, y, z) => x.sub(y).sub(z))).toBe("x − y − z");
  expect(text((x, y) => x.sub(y.neg()))).toBe("x + y");
  expect(text((x, y) => x.neg().sub(y))).toBe("−x − y");
  expect(text((x) => x.sub(-3))).toBe("x + 3");
  expect(text((x) => x.add(-3))).toBe("x − 3");
  expect(text((x, y, z) => x.add(y).mul(z))).toBe("(x + y)·z");
  expect(text((x, y, z) => x.mul(y.add(z)))).toBe("x(y + z)");
  expect(text((x, y) => x.mul(y).square())).toBe("(x·y)²");
  expect(text((x) => x.square().neg())).toBe("−x²");
  expect(text((x, y) => x.mul(-2).mul(y))).toBe("−2·x·y");
  expect(text((x, y, z) => x.div(y.mul(z)))).toBe("x/(y·z)");
  expect(text((x, y, z) => x.div(y.div(z)))).toBe("x/(y/z)");
  expect(text((x, y) => x.greater(0).where(-1, x).add(y))).toBe("(−1 if x > 0, else x) + y");
  expect(text((x, y) => y.add(x.greater(0).where(-1, x)))).toBe("y + (−1 if x > 0, else x)");
  expect(text((x, y, z) => x.greater(0).where(y.less(0).where(x, y), z))).toBe("(x if y < 0, else y) if x > 0, else z");
});

test("what a Σ stands before ends where a bracket ends it", () => {
  const text = (f: (x: Tensor, y: Tensor) => Tensor): string => formula(f, { shapes: [[3], []] });
  expect(text((x, y) => x.sum().mul(y))).toBe("(Σ x)·y");
  expect(text((x, y) => x.mul(y).sum())).toBe("Σ x·y");
  expect(text((x, y) => y.mul(x.sum()).add(1))).toBe("y·Σ x + 1");
});

test("conditions read as words", () => {
  const text = (f: (x: Tensor, y: Tensor) => Tensor): string => formula(f, { names: ["x", "y"] });
  expect(text((x, y) => x.greater(0).and(y.lessEqual(1)).where(x, y))).toBe("x if x > 0 and y ≤ 1, else y");
  expect(text((x, y) => x.equal(0).or(y.greaterEqual(1)).where(x, y))).toBe("x if x = 0 or y ≥ 1, else y");
  expect(text((x, y) => x.greater(0).not().where(x, y))).toBe("y if x > 0, else x");
});

test("numbers have six digits, and what is not one number is c", () => {
  expect(formula((x) => x.mul(1 / 3).add(1e-10))).toBe("0.333333·x + 1e-10");
  expect(formula((x) => x.mul(1e-10), { format: "latex" })).toBe("1 \\cdot 10^{-10} \\cdot x");
  expect(formula((x) => x.mul(tensor([1, 2], { dtype: "float64" })))).toBe("x·c");
  expect(formula((x) => slice(x, 0, 1, 2), { shapes: [[3]] })).toBe("x[2]");
  expect(formula((x) => slice(x, 1, 0, 2), { shapes: [[4, 3]] })).toBe("x[:,1:2]");
});

test("without names, the arguments are x, y, z, x4; how many is what the function declares, or is named", () => {
  expect(formula((a, b, c, d) => a.add(b).add(c).add(d))).toBe("x + y + z + x4");
  expect(formula((...all: Tensor[]) => all[0]!.add(all[1]!), { names: ["p", "q"] })).toBe("p + q");
});

test("LaTeX: a name that is a fraction is bracketed before it is squared; fractions in fractions are large", () => {
  const x = new Tensor(tensor([1, 2]));
  const written = (y: Tensor): string => print(y, new Map([[x, "\\frac{a}{b}"]]), "latex");
  expect(written(x.mul(x))).toBe("\\left(\\frac{a}{b}\\right)^{2}");
  expect(written(x.exp().div(x))).toBe("\\dfrac{e^{\\dfrac{a}{b}}}{\\dfrac{a}{b}}");
});
