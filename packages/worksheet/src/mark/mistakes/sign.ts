import { type Box, point, scale, subtract } from "../box.ts";
import { followedBy, withOperand } from "../calculation.ts";
import { type Mistake, slip } from "./mistake.ts";
import { addends, replaced } from "./operand.ts";

export const sign: Mistake = {
  id: "sign",
  aliases: ["wrong-sign", "sign-error", "plus-for-minus", "target-minus-output", "complement-sign"],
  message: "A sign is wrong.",
  hint: "Will the number make the loss smaller or larger? Check each minus on the way.",
  surprise: 1,
  rules: ({ calculation, quantity, chain }) => {
    const { gradient, bias } = calculation.operands;
    const whole = { says: "the opposite sign", calculation: followedBy(calculation, (result) => scale(result, -1)) };
    if (gradient && quantity.family.endsWith("_new")) {
      const back = (result: Box): Box => subtract(scale(calculation.operands.parameter!, 2), result);
      return [{ says: "plus in place of minus", calculation: followedBy(calculation, back) }];
    }
    const { outer } = calculation.operands;
    if (quantity.family === "delta" && quantity.layer === chain.layers && outer) {
      const complement = complementTurned(outer, chain.of("y"));
      return [
        whole,
        { says: "the sign of 1/(1 − a) lost", calculation: withOperand(calculation, "outer", complement) },
      ];
    }
    return bias
      ? [whole, { says: "the bias subtracted", calculation: withOperand(calculation, "bias", scale(bias, -1)) }]
      : [whole];
  },
  slips: (place, cell) => {
    const terms = addends(place, cell);
    const whole = slip("the opposite sign", -cell.value.low[cell.index]!, -cell.value.high[cell.index]!);
    if (terms.length < 2) return [whole];
    return [
      whole,
      ...terms.map((old, k) => replaced(cell, old, -old.low, -old.high, `term ${k + 1} with the opposite sign`)),
    ];
  },
};

/** The slopes of a cross-entropy with the opposite sign where the target is 0. */
const complementTurned = (slopes: Box, target: Box): Box => {
  const turn = (numbers: Float64Array): Float64Array => numbers.map((x, i) => (target.low[i] === 0 ? -x : x));
  const [low, high] = [turn(slopes.low), turn(slopes.high)];
  return slopes.low === slopes.high
    ? point(slopes.shape, low)
    : {
        shape: slopes.shape,
        low: low.map((x, i) => Math.min(x, high[i]!)),
        high: low.map((x, i) => Math.max(x, high[i]!)),
      };
};
