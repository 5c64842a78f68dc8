import type { Worksheet } from "../layout/layout.ts";
import type { Answer } from "./answer.ts";
import { percent, short, sizeOf, valueOf } from "./facts.ts";

/** How much of the gradient reaches each layer. */
export function vanishing(worksheet: Worksheet): Answer {
  const layers = worksheet.problem.layers.length;
  const last = sizeOf(valueOf(worksheet, `delta${layers}`));
  const figures = Array.from({ length: layers }, (_, i) => {
    const layer = layers - i;
    const [delta, slope, gradient] = [`delta${layer}`, `da_dz${layer}`, `dW${layer}`].map((name) =>
      sizeOf(valueOf(worksheet, name)),
    );
    const share = last > 0 ? ` (${percent(delta! / last)} of the last layer's)` : "";
    return (
      `layer ${layer}, ${worksheet.problem.layers[layer - 1]!.activationName}: delta ${short(delta!)}${share}, ` +
      `slope of the activation ${short(slope!)}, gradient of the weights ${short(gradient!)}`
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
