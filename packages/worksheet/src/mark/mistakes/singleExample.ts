import { columnsOf, rearrange, rowsOf, scale } from "../box.ts";
import { withOperand } from "../calculation.ts";
import type { Mistake } from "./mistake.ts";

export const singleExample: Mistake = {
  id: "single-example",
  aliases: ["one-example-only"],
  message: "Only one example of the batch was counted.",
  hint: "How many examples does the batch have, and where do they come together?",
  surprise: 1.4,
  rules: ({ calculation, chain, quantity }) => {
    const role = quantity.family === "loss" ? "terms" : "delta";
    const box = calculation.operands[role];
    if (!box || !["loss", "dW", "db"].includes(quantity.family) || chain.examples === 1) return [];
    const columns = columnsOf(box);
    return Array.from({ length: rowsOf(box) }, (_, example) =>
      [1, chain.examples].map((weight) => {
        const alone = rearrange(box, box.shape, (i) => (i % columns) + example * columns);
        // The same example again and again, then the mean of these; or its share in the mean.
        const total = scale(
          alone,
          (chain.net.batch === "mean" ? weight : weight === 1 ? 1 : chain.examples) / chain.examples,
        );
        const only =
          quantity.family === "dW"
            ? { ...calculation.operands, left: sameRow(calculation.operands.left!, example) }
            : {};
        return {
          says: `example ${example + 1} alone${weight === 1 ? ", divided by their number," : ""}`,
          calculation: withOperand({ ...calculation, operands: { ...calculation.operands, ...only } }, role, total),
        };
      }),
    ).flat();
  },
};

const sameRow = (box: Parameters<typeof columnsOf>[0], row: number): ReturnType<typeof rearrange> =>
  rearrange(box, box.shape, (i) => (i % columnsOf(box)) + row * columnsOf(box));
