import { add, type Box, pointOf, scale, subtract } from "../box.ts";
import { followedBy } from "../calculation.ts";
import { penalty } from "../penalty.ts";
import type { Place, Rule } from "./mistake.ts";

/** The result times a factor; where a penalty belongs to it, also with the penalty left as it is. */
export function scaledFit(place: Place, factor: number, says: string): Rule[] {
  const { calculation } = place;
  const whole = followedBy(calculation, (result) => scale(result, factor));
  const extra = penaltyIn(place);
  if (!extra) return [{ says, calculation: whole }];
  const fit = followedBy(calculation, (result) => add(scale(subtract(result, extra), factor), extra));
  return [
    { says, calculation: fit },
    { says, calculation: whole },
  ];
}

/** What the regularizer adds to a quantity; undefined where it does not. */
export function penaltyIn({ quantity: { family }, chain, calculation }: Place): Box | undefined {
  if (!chain.net.regularizer) return undefined;
  if (family === "dW") return calculation.operands.penalty;
  if (family === "loss") return pointOf([[penalty(chain, "W")]]);
  return family === "loss_after" ? pointOf([[penalty(chain, "W_new")]]) : undefined;
}
