import { activationOf } from "../../sheet/functions.ts";
import { add, type Box, columnsOf, filled, multiply, point, pointOf, scale } from "../box.ts";
import { activate, slopes } from "../calculus.ts";
import { slopeFromOutput } from "../slopeFromOutput.ts";
import type { Mistake, Rule } from "./mistake.ts";

const usual = ["sigmoid", "tanh", "relu", "leakyRelu", "linear", "softplus", "elu"];

export const wrongDerivative: Mistake = {
  id: "wrong-derivative",
  aliases: ["derivative-at-output", "derivative-of-wrong-activation", "wrong-slope"],
  message: "The slope of the activation is not the one that belongs here.",
  hint: "Write down the derivative of this activation, and whether it takes z or a.",
  surprise: 1,
  rules: ({ quantity, calculation, chain }) => {
    if (quantity.family !== "da_dz") return [];
    const { layer } = quantity;
    const own = chain.net.activations[layer - 1]!;
    const [z, a] = [chain.of("z", layer), chain.of("a", layer)];
    const mask = chain.net.masks.get(layer);
    const masked = (slope: Box): Box => (mask && !own.couples ? multiply(slope, pointOf(mask)) : slope);
    const rule = (says: string, make: () => Box): Rule => ({
      says,
      calculation: { ...calculation, compute: () => masked(make()) },
    });
    const rest = (x: Box): Box => add(filled(x.shape, 1), scale(x, -1));
    const fromZ = slopeFromOutput(own);
    if (own.couples) {
      const right = calculation.compute(calculation.operands);
      return [
        rule("the slope taken at a in place of z", () => slopes(own, a)),
        ...(fromZ ? [rule("a(δ − a) with z", () => fromZ(z))] : []),
        rule("1 − a on the diagonal", () => onDiagonal(right, rest(a))),
        rule("a on the diagonal", () => onDiagonal(right, a)),
        rule("a² on the diagonal", () => onDiagonal(right, multiply(a, a))),
        rule("1 on the diagonal", () => onDiagonal(right, filled(a.shape, 1))),
        rule("a(1 + a) on the diagonal", () => onDiagonal(right, multiply(a, add(filled(a.shape, 1), a)))),
      ];
    }
    return [
      rule("the slope taken at a in place of z", () => slopes(own, a)),
      ...(fromZ ? [rule("the slope written in a, with z put in,", () => fromZ(z))] : []),
      rule("the activation itself", () => activate(own, z)),
      rule("the activation of a", () => activate(own, a)),
      rule("1 − a", () => rest(a)),
      rule("a²", () => multiply(a, a)),
      rule("a(1 + a)", () => multiply(a, add(filled(a.shape, 1), a))),
      rule("1 + a²", () => add(filled(a.shape, 1), multiply(a, a))),
      rule("z itself", () => z),
      ...usual
        .filter((name) => name !== own.name)
        .flatMap((name) => {
          const other = activationOf(name)!;
          const form = slopeFromOutput(other);
          return [
            rule(`the slope of ${name}`, () => slopes(other, z)),
            ...(form ? [rule(`the slope of ${name}, written in a,`, () => form(a))] : []),
          ];
        }),
    ];
  },
};

/** A Jacobian with other numbers on its diagonal. */
function onDiagonal(jacobian: Box, diagonal: Box): Box {
  const n = columnsOf(jacobian);
  const values = jacobian.low.map((value, at) => {
    const [row, i, j] = [Math.floor(at / (n * n)), Math.floor(at / n) % n, at % n];
    return i === j ? diagonal.low[row * n + i]! : value;
  });
  return point(jacobian.shape, values);
}
