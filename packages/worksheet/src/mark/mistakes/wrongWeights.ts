import type { Mistake } from "./mistake.ts";
import { sameShape, swapped } from "./operand.ts";

export const wrongWeights: Mistake = {
  id: "wrong-weights",
  aliases: ["wrong-matrix", "weights-of-another-layer"],
  message: "The weights or the biases of another layer were used.",
  hint: "Which two layers does this step lie between?",
  surprise: 2,
  rules: (place) => {
    const layers = place.chain.net.weights.map((_, i) => i + 1);
    const { family } = place.quantity;
    const updated = family.endsWith("_new") ? (family.slice(0, 1) as "W" | "b") : undefined;
    const tables = [
      ["weights", "W"],
      ["bias", "b"],
      ...(updated
        ? ([
            ["parameter", updated],
            ["gradient", updated === "W" ? "dW" : "db"],
          ] as const)
        : []),
    ] as const;
    return tables.flatMap(([role, name]) => {
      const operand = place.calculation.operands[role];
      return layers.flatMap((layer) => {
        const other = place.chain.of(name, layer);
        const same = !operand || !sameShape(other, operand) || other.low.every((value, i) => value === operand.low[i]);
        return same ? [] : swapped(place, role, other, `${name}${layer}`);
      });
    });
  },
};
