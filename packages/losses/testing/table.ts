import * as activations from "@chainrule/activations";
import type { Activation, Loss } from "@chainrule/tensor";
import { writeFileSync } from "node:fs";
import * as losses from "../src/index.ts";
import { dataOf, deviation, refusal, usual } from "./gradients.ts";

// The public table of all activations with all losses. As a program, this file tries every pair and writes the page:
// `node --run gradients` in the folder of the package, for about a minute.

type Measure = (hidden: Activation, output: Activation, lossName: string, loss: Loss) => number;

const figure = (x: number): string => (x === 0 ? "0" : x.toExponential(1));

/** The page, with a figure for each pair. */
export function gradientTable(measure: Measure): string {
  const all = Object.entries<Activation>(activations);
  const sections = Object.entries<Loss>(losses).map(([name, loss]) => {
    const last = usual[dataOf(name).kind];
    const hidden = all.map(([activation, f]) => {
      const difference = measure(f, activations[last], name, loss);
      return `${activation} ${figure(difference)}`;
    });
    const refusals = new Map<string, string[]>();
    const output = all.flatMap(([activation, f]) => {
      const error = refusal(f, name, loss);
      if (error) {
        const message = error.message.replace(/received [^ ]+\. /, "received …. ");
        refusals.set(message, [...(refusals.get(message) ?? []), activation]);
        return [];
      }
      if (activation === "step" || activation === "bipolar") return [`${activation} (no slope)`];
      return [`${activation} ${figure(measure(activations.tanh, f, name, loss))}`];
    });
    const refused = Array.from(refusals, ([message, names]) => `- ${names.join(", ")}: \`${message}\``);
    const parts = [
      `## ${name}`,
      `In the hidden layers, with ${last} at the output: ${hidden.join(", ")}.`,
      `At the output: ${output.join(", ")}.`,
      ...(refused.length > 0 ? [`Makes no sense at the output, and is refused:\n\n${refused.join("\n")}`] : []),
    ];
    return parts.join("\n\n");
  });
  const head = `# Gradients

Every activation with every loss: the gradients of all weights, biases and inputs of a net 2-3-3-3 on a batch of three,
against central differences in float64. The figure behind a name is the largest difference, as a share of the gradient
(or of a thousandth of the net's largest gradient); below 1e-6 a gradient is right. Differences themselves are no better
than about 1e-9. Written by \`node --run gradients\` in \`packages/losses\`; a test says when it is out of date.
`;
  return `${[head.trim(), ...sections].join("\n\n")}\n`;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL("../../../docs/losses/gradients.md", import.meta.url), gradientTable(deviation));
}
