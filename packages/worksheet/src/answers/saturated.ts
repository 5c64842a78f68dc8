import { gradients, replay, trace } from "@chainrule/compiler";
import { tensor } from "@chainrule/tensor";
import type { Worksheet } from "../layout/layout.ts";
import { functionOf } from "../layout/denseLayer.ts";
import type { PaperLayer } from "../layout/problem.ts";
import type { Answer } from "./answer.ts";
import { listed, short, slopeOf } from "./facts.ts";

/** A slope below this share of the steepest one counts as flat. */
const flat = 0.05;

/** Which neurons hardly react, and which not at all. */
export function saturated(worksheet: Worksheet): Answer {
  const found = worksheet.problem.layers.map((layer, i) => judge(worksheet, layer, i + 1));
  const dead = found.flatMap((layer) => layer.dead);
  const still = found.flatMap((layer) => layer.saturated);
  return {
    id: "saturated",
    question: "Which neurons are saturated or dead?",
    answer: [
      "A neuron is saturated where its activation is so flat that its weights hardly get a gradient " +
        `(here: a slope below ${100 * flat} % of the steepest one, for every example), and dead where the slope is 0 for every example.`,
      dead.length + still.length === 0
        ? "None is, for these examples."
        : [
            ...(still.length > 0 ? [`Saturated: ${listed(still)}.`] : []),
            ...(dead.length > 0 ? [`Dead: ${listed(dead)}. Their weights stay as they are, for these examples.`] : []),
          ].join(" "),
    ],
    figures: found.map(({ summary }) => summary),
  };
}

function judge(
  worksheet: Worksheet,
  paper: PaperLayer,
  layer: number,
): { dead: string[]; saturated: string[]; summary: string } {
  const slopes = slopeOf(worksheet, layer);
  const [rows, width] = slopes.shape as [number, number];
  const isCoupled = slopes.rank === 3;
  const steepest = isCoupled ? 0.25 : steepestOf(paper, width);
  const dead: string[] = [];
  const still: string[] = [];
  let [least, most] = [Infinity, 0];
  for (let neuron = 0; neuron < width; neuron++) {
    let largest = 0;
    for (let row = 0; row < rows; row++) {
      const at = isCoupled ? (row * width + neuron) * width + neuron : row * width + neuron;
      largest = Math.max(largest, Math.abs(slopes.data![at]!));
    }
    [least, most] = [Math.min(least, largest), Math.max(most, largest)];
    if (largest === 0) dead.push(`${layer}.${neuron + 1}`);
    else if (largest < flat * steepest) still.push(`${layer}.${neuron + 1} (slope ${short(largest)})`);
  }
  const summary = `layer ${layer}, ${functionOf(paper)}: slopes from ${short(least)} to ${short(most)} where the steepest is ${short(steepest)}; ${still.length} saturated, ${dead.length} dead of ${width}`;
  return { dead, saturated: still, summary };
}

/** The largest slope of an activation between −8 and 8. */
function steepestOf({ activation }: PaperLayer, width: number): number {
  const places = 161;
  const { inputs, outputs } = trace((z) => [activation(z).sum()], [{ shape: [places, width], dtype: "float64" }]);
  const z = tensor(
    Float64Array.from({ length: places * width }, (_, i) => Math.floor(i / width) / 10 - 8),
    { shape: [places, width] },
  );
  const slopes = replay({ inputs, outputs: gradients(outputs[0]!, inputs) })([z])[0]!;
  return Array.from(slopes.data!).reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
}
