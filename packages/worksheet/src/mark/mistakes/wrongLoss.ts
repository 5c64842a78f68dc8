import { lossSlopes, lossTerms } from "../calculus.ts";
import { product } from "../backward.ts";
import { type Box, columnsOf, multiply, rearrange, scale, subtract } from "../box.ts";
import { type Operands, resultOf } from "../calculation.ts";
import type { Mistake, Place, Rule } from "./mistake.ts";

const usual = [
  "binaryCrossentropy",
  "categoricalCrossentropy",
  "halfSquaredError",
  "meanSquaredError",
  "meanAbsoluteError",
];

export const wrongLoss: Mistake = {
  id: "wrong-loss",
  aliases: [
    "bce-for-cce",
    "cce-for-bce",
    "loss-confused",
    "wrong-loss-delta",
    "delta-of-other-loss",
    "bce-cce-confused",
  ],
  message: "Another loss than that of the sheet was used.",
  hint: "Write the formula of the loss down once more, with its name.",
  surprise: 1.4,
  rules: (place) => {
    const { quantity, calculation, chain } = place;
    const { family, layer } = quantity;
    if (family === "delta" && layer === chain.layers) return ofDelta(place);
    const slope = family === "dL_da" && layer === chain.layers;
    if (!slope && family !== "loss_terms") return [];
    const f = slope ? lossSlopes : lossTerms;
    const others = usual
      .filter((name) => name !== chain.net.loss)
      .map((name) => ({
        says: name,
        calculation: { ...calculation, compute: ({ a, y }: Operands) => f(name, a!, y!) },
      }));
    const double = ({ a, y }: Operands): Box => scale(subtract(a!, y!), 2);
    return slope ? [...others, { says: "2(a − y)", calculation: { ...calculation, compute: double } }] : others;
  },
};

/** Where loss and activation go well together delta is a − y; elsewhere it is not, and there it is more. */
function ofDelta({ calculation, chain }: Place): Rule[] {
  const [a, y] = [chain.of("a", chain.layers), chain.of("y")];
  const slope = chain.of("da_dz", chain.layers);
  const rest = subtract(a, y);
  const n = columnsOf(a);
  const own = slope.shape.length === 2 ? slope : rearrange(slope, a.shape, (i) => i * n + (i % n));
  const rule = (says: string, delta: Box): Rule => ({ says, calculation: { ...calculation, compute: () => delta } });
  return [
    rule("a − y", rest),
    rule("2(a − y)", scale(rest, 2)),
    rule("(a − y) times the slope, as for squares,", multiply(rest, own)),
    rule("2(a − y) times the slope, as for squares,", scale(multiply(rest, own), 2)),
    rule("2(a − y) / outputs times the slope, as for their mean,", scale(multiply(rest, own), 2 / n)),
    ...usual
      .filter((name) => name !== chain.net.loss)
      .map((name) =>
        rule(
          `the delta of ${name}`,
          resultOf({ ...calculation, ...product({ outer: lossSlopes(name, a, y), slope }) }),
        ),
      ),
  ];
}
