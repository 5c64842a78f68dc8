import type { SheetJson } from "../sheet/json.ts";
import type { Written } from "../sheet/types.ts";

/** What an exercise begins with: the net in a sentence, and its numbers by name. */
export function task({
  layers,
  activations,
  loss,
  learning_rate: rate,
  input: x,
  target: y,
  weights,
  biases,
}: SheetJson["network"]): { sentence: string; given: [name: string, numbers: Written][] } {
  return {
    sentence:
      `A net of ${layers.join("-")} neurons with ${activations.join(", ")}; loss ${loss.name}, ${loss.batch} over the ` +
      `examples; learning rate ${rate}; plain gradient descent. Row vector times matrix: z = a·W + b.`,
    given: Object.entries({ x, y, ...weights, ...biases }),
  };
}
