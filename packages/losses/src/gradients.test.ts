import * as activations from "@chainrule/activations";
import { type Activation, type Loss, ValueError } from "@chainrule/tensor";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as losses from "./index.ts";
import { dataOf, deviation, refusal, usual } from "../testing/gradients.ts";
import { gradientTable } from "../testing/table.ts";

// Every activation with every loss, in the two hidden layers and, where its range fits the loss, at the output. The
// command that writes docs/losses/gradients.md tries all pairs; here those of the catalogue's core, and of the others
// each with some partners.

const core = {
  activations: "linear relu leakyRelu sigmoid tanh softmax logSoftmax softplus elu gelu geluTanh silu".split(" "),
  losses: [
    ..."meanSquaredError halfSquaredError meanAbsoluteError binaryCrossentropy categoricalCrossentropy".split(" "),
    ..."sparseCategoricalCrossentropy huber hinge".split(" "),
  ],
};

/** The activations whose range fits what a loss takes. */
const fitting = {
  positive: [
    ..."absolute exponential hardSigmoid relu relu2 relu6 sigmoid softmax softmin softplus sparsemax".split(" "),
    ..."sparsePlus sparseSigmoid squareplus step threshold".split(" "),
  ],
  probability: "hardSigmoid sigmoid softmax softmin sparsemax sparseSigmoid step".split(" "),
  distribution: "softmax softmin sparsemax".split(" "),
  logarithm: ["logSoftmax"],
};

/** At these outputs there is nothing to learn from, and a cross-entropy is 0 or ∞. */
const flat = ["bipolar", "step"];

const table = Object.entries<Activation>(activations);

describe.each(Object.entries<Loss>(losses).map(([name, loss], i) => ({ name, loss, i })))(
  "$name",
  ({ name, loss, i }) => {
    const { kind } = dataOf(name);
    const last = activations[usual[kind]];
    const fits = ([output]: [string, Activation]): boolean => kind === "real" || fitting[kind].includes(output);
    const partners = table.filter(([activation], j) =>
      core.losses.includes(name) && core.activations.includes(activation) ? true : (i + j) % 6 === 0,
    );

    test.each(partners)("%s in the hidden layers: the gradients are right", (_, hidden) => {
      expect(deviation(hidden, last, name, loss)).toBeLessThan(1e-6);
    });

    const outputs = partners.filter(fits).filter(([output]) => !flat.includes(output));
    test.each(outputs)("%s at the output: the gradients are right", (_, output) => {
      expect(deviation(activations.tanh, output, name, loss)).toBeLessThan(1e-6);
    });

    test.each(table)("%s at the output: refused if it makes no sense", (output, f) => {
      const error = refusal(f, name, loss);
      expect(error === undefined).toBe(fits([output, f]));
      if (!error) return;
      expect(error).toBeInstanceOf(ValueError);
      const spoken = new RegExp(
        `^(${name}|binaryCrossentropy|categoricalCrossentropy): expected .* received .*\\. End the`,
      );
      expect(error.message).toMatch(spoken);
    });
  },
);

test("docs/losses/gradients.md lists every pair as it is now", () => {
  const page = readFileSync(new URL("../../../docs/losses/gradients.md", import.meta.url), "utf8");
  const withoutFigures = (text: string): string => text.replaceAll(/\d\.\de-\d+|\b0\b/g, "…");
  expect(withoutFigures(page), "run node --run gradients").toBe(withoutFigures(gradientTable(() => 0)));
});
