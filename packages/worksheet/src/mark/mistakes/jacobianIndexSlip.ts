import { termRange } from "../backward.ts";
import { type Box, columnsOf, multiply } from "../box.ts";
import { type Cell, type Mistake, type Place, type Rule, type Slip, slip } from "./mistake.ts";
import { addends, replaced } from "./operand.ts";

export const jacobianIndexSlip: Mistake = {
  id: "jacobian-index-slip",
  message: "An index of the softmax derivatives is wrong: a_i(δ_ij − a_j) has 1 only on the diagonal.",
  hint: "Which output, and which input, is this derivative about?",
  surprise: 1,
  rules: ({ quantity, calculation, chain }) => {
    const activation = chain.net.activations[quantity.layer - 1];
    if (!activation?.couples || activation.name !== "softmax") return [];
    const rule = (says: string, compute: Rule["calculation"]["compute"]): Rule => ({
      says,
      calculation: { ...calculation, compute },
    });
    const a = chain.of("a", quantity.layer);
    if (quantity.family === "da_dz") {
      return [
        rule("a_i(1 − a_j) for every i and j", () => table(a, (p, i, j) => p(i) * (1 - p(j)))),
        rule("a_i(δ_ij − a_i)", () => table(a, (p, i, j) => p(i) * (Number(i === j) - p(i)))),
        rule("a_j(δ_ij − a_j)", () => table(a, (p, i, j) => p(j) * (Number(i === j) - p(j)))),
        rule("a_j(1 − a_i) for every i and j", () => table(a, (p, i, j) => p(j) * (1 - p(i)))),
      ];
    }
    const { outer, slope } = calculation.operands;
    if (quantity.family !== "delta" || !outer || slope?.shape.length !== 3) return [];
    return [
      rule("the derivative by the same output in every product", (o) => multiply(o.outer!, columnSums(o.slope!))),
      rule("a_i(1 − a_j) for every i and j in the Jacobian", (o) =>
        through(
          o.outer!,
          table(a, (p, i, j) => p(i) * (1 - p(j))),
        ),
      ),
    ];
  },
  // One activation, or one derivative, taken for another.
  slips: (place, cell) => {
    const { quantity, chain } = place;
    const { index } = cell;
    const activation = chain.net.activations[quantity.layer - 1];
    if (activation?.name !== "softmax") return [];
    if (quantity.family === "delta") return inProducts(place, cell);
    if (quantity.family !== "da_dz") return [];
    const a = chain.of("a", quantity.layer).low;
    const n = chain.net.sizes[quantity.layer]!;
    const [row, i, j] = [Math.floor(index / (n * n)), Math.floor(index / n) % n, index % n];
    const p = (k: number): number => a[row * n + k]!;
    return Array.from({ length: n }, (_, k) => k).flatMap((k) => [
      ...(i === j && k !== i
        ? [slip(`a_${i + 1}(1 − a_${k + 1}) in place of a_${i + 1}(1 − a_${i + 1})`, p(i) * (1 - p(k)))]
        : []),
      ...(i !== j && k !== j ? [slip(`−a_${i + 1}·a_${k + 1} in place of −a_${i + 1}·a_${j + 1}`, -p(i) * p(k))] : []),
      ...(i !== j && k !== i ? [slip(`−a_${k + 1}·a_${j + 1} in place of −a_${i + 1}·a_${j + 1}`, -p(k) * p(j))] : []),
    ]);
  },
};

/** A product with the derivative by another input, or of another output, than it should have. */
function inProducts(place: Place, cell: Cell): Slip[] {
  const { operands } = place.calculation;
  const { slope } = operands;
  if (slope?.shape.length !== 3) return [];
  const n = columnsOf(slope);
  return addends(place, cell).flatMap((old, k) =>
    old.term.factors.flatMap(({ role, index }, at): Slip[] => {
      if (role !== "slope") return [];
      const [row, j] = [index - (index % n), index % n];
      const [first, i] = [row - (row % (n * n)), Math.floor(row / n) % n];
      const others = Array.from({ length: n }, (_, other) => [row + other, first + other * n + j]).flat();
      return others.flatMap((other) => {
        if (other === index) return [];
        const factors = old.term.factors.map((factor, f) => (f === at ? { role, index: other } : factor));
        const [low, high] = termRange(operands, { ...old.term, factors });
        const says = `∂a_${i + 1}/∂z_${j + 1} taken at [${(Math.floor(other / n) % n) + 1}, ${(other % n) + 1}] in term ${k + 1}`;
        return [replaced(cell, old, low, high, says)];
      });
    }),
  );
}

/** A table `[examples, i, j]` of the activations p of a row. */
function table(a: Box, cell: (p: (i: number) => number, i: number, j: number) => number): Box {
  const n = columnsOf(a);
  const values = Float64Array.from({ length: a.low.length * n }, (_, at) => {
    const row = Math.floor(at / (n * n));
    return cell((i) => a.low[row * n + i]!, Math.floor(at / n) % n, at % n);
  });
  return { shape: [a.shape[0]!, n, n], low: values, high: values };
}

/** What each column of a Jacobian adds up to. */
function columnSums(jacobian: Box): Box {
  const [rows, n] = [jacobian.shape[0]!, columnsOf(jacobian)];
  const values = Float64Array.from({ length: rows * n }, (_, at) => {
    const [row, j] = [Math.floor(at / n), at % n];
    return Array.from({ length: n }, (_cell, i) => jacobian.low[(row * n + i) * n + j]!).reduce((x, y) => x + y, 0);
  });
  return { shape: [rows, n], low: values, high: values };
}

/** A row times a Jacobian, for each example. */
function through(outer: Box, jacobian: Box): Box {
  const n = columnsOf(outer);
  const values = outer.low.map((_, at) => {
    const [row, j] = [Math.floor(at / n), at % n];
    return Array.from(
      { length: n },
      (_cell, i) => outer.low[row * n + i]! * jacobian.low[(row * n + i) * n + j]!,
    ).reduce((x, y) => x + y, 0);
  });
  return { shape: outer.shape, low: values, high: values };
}
