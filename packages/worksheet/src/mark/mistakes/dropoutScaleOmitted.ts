import { type Box, multiply, pointOf } from "../box.ts";
import { followedBy } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";
import { sameShape, swapped } from "./operand.ts";

export const dropoutScaleOmitted: Mistake = {
  id: "dropout-scale-omitted",
  aliases: ["inverted-dropout-omitted", "dropout-without-scale", "mask-without-scale"],
  message: "What dropout keeps was not divided by the share that is kept, 1 − p.",
  hint: "Which numbers does the mask of the sheet have besides 0?",
  surprise: 0.9,
  rules: (place) => {
    const { quantity, calculation, chain } = place;
    const mask = chain.net.masks.get(quantity.layer);
    if (!mask) return [];
    const says = "the mask with 1 for what is kept";
    if (quantity.family === "a") {
      const kept = pointOf(mask.map((row) => row.map((factor) => (factor === 0 ? 0 : 1))));
      return swapped(place, "mask", kept, says);
    }
    if (quantity.family !== "da_dz") return [];
    const back = pointOf(mask.map((row) => row.map((factor) => (factor === 0 ? 0 : 1 / factor))));
    const without = (slope: Box): Box => (sameShape(slope, back) ? multiply(slope, back) : slope);
    return [{ says, calculation: followedBy(calculation, without) }];
  },
};
