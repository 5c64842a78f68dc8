import { type Box, scale, subtract } from "../box.ts";
import { followedBy, withOperand } from "../calculation.ts";
import { type Mistake, slip } from "./mistake.ts";
import { addends, replaced } from "./operand.ts";

export const sign: Mistake = {
  id: "sign",
  aliases: ["wrong-sign", "sign-error", "plus-for-minus", "target-minus-output", "complement-sign"],
  message: "A sign is wrong.",
  hint: "Will the number make the loss smaller or larger? Check each minus on the way.",
  surprise: 1,
  rules: ({ calculation, quantity }) => {
    const { gradient, bias } = calculation.operands;
    const whole = { says: "the opposite sign", calculation: followedBy(calculation, (result) => scale(result, -1)) };
    if (gradient && quantity.family.endsWith("_new")) {
      const back = (result: Box): Box => subtract(scale(calculation.operands.parameter!, 2), result);
      return [{ says: "plus in place of minus", calculation: followedBy(calculation, back) }];
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
