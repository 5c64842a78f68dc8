import { functionOf, isBias } from "../layout/denseLayer.ts";
import type { Worksheet } from "../layout/layout.ts";
import { calledOf } from "../layout/symbols.ts";
import type { Answer } from "./answer.ts";
import { percent, short, sizeOf, slopeOf, valueOf } from "./facts.ts";

/** How much of the gradient reaches each layer. */
export function vanishing(worksheet: Worksheet): Answer {
  const layers = worksheet.problem.layers.length;
  const last = sizeOf(valueOf(worksheet, `delta${layers}`));
  const figures = Array.from({ length: layers }, (_, i) => {
    const layer = layers - i;
    const paper = worksheet.problem.layers[layer - 1]!;
    const [delta, slope] = [valueOf(worksheet, `delta${layer}`), slopeOf(worksheet, layer)].map(sizeOf);
    const gradients = paper.parameters
      .filter(({ symbol }) => !isBias(symbol))
      .map(({ symbol }) => `gradient of the ${calledOf(symbol)} ${short(sizeOf(valueOf(worksheet, `d${symbol}`)))}`);
    const share = last > 0 ? ` (${percent(delta! / last)} of the last layer's)` : "";
    return (
      `layer ${layer}, ${functionOf(paper)}: delta ${short(delta!)}${share}, ` +
      [`slope of the activation ${short(slope!)}`, ...gradients].join(", ")
    );
  });
  const first = sizeOf(valueOf(worksheet, "delta1")) / last;
  return {
    id: "vanishing",
    question: "How much of the gradient reaches each layer?",
    answer: [
      "On the way back the gradient is multiplied, layer by layer, by the weights and by the slope of the activation. " +
        "A slope below 1 makes it smaller each time: that of sigmoid is at most 0.25, so ten such layers leave less than a millionth.",
      layers === 1
        ? "This net has one layer: there is no way back to lose anything on."
        : `Here ${percent(first)} of what the last layer has reaches layer 1` +
          `${first < 0.01 ? ": it hardly learns" : first > 10 ? ": it grows on the way, which shakes the first layers" : ""}.`,
    ],
    figures: [...figures, "Sizes are roots of the mean square over all numbers of a table."],
  };
}
