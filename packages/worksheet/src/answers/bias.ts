import { layout, type Worksheet } from "../layout/layout.ts";
import { isBias } from "../layout/denseLayer.ts";
import { parametersOf } from "../layout/graph.ts";
import type { Answer } from "./answer.ts";
import { change, listed, short, valueOf } from "./facts.ts";

/** Where the bias comes in. */
export function bias(worksheet: Worksheet): Answer {
  const { problem } = worksheet;
  const biased = parametersOf(problem).filter(({ symbol }) => isBias(symbol));
  const [before, after] = ["loss", "loss_after"].map((name) => valueOf(worksheet, name).item());
  // What is remembered of all weights together is of other ones then.
  const state = new Map([...problem.state].filter(([name]) => !name.endsWith("_all")));
  const other = layout({ ...problem, state, updateBiases: !problem.updateBiases });
  const otherAfter = valueOf(other, "loss_after").item();
  const [kept, moved] = problem.updateBiases ? [otherAfter, after!] : [after!, otherAfter];
  return {
    id: "bias",
    question: "Where does the bias come in?",
    answer: [
      "A bias is added to the pre-activation, z = a·W + b, so the slope of z by its bias is 1, and the slope of the loss " +
        "by a bias is the delta of its neuron, taken together over the examples like a weight's: db = delta.",
      "In the slopes by the weights it does not appear by itself, because a number that is added falls away when z is " +
        "differentiated by W; it is in them through the activations and slopes that it helped to make.",
    ],
    figures: [
      ...biased.map(({ symbol, layer }) => {
        const slopes = Array.from(valueOf(worksheet, `d${symbol}`).data!, short);
        return `layer ${layer}: d${symbol} = ${listed(slopes)}`;
      }),
      ...(biased.length === 0
        ? ["This net has no biases."]
        : [
            `In this step the loss ${change(before!, moved)} if the biases are trained, and ${change(before!, kept)} if they ` +
              "are not.",
          ]),
    ],
  };
}
