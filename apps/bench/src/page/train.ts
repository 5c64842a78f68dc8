import { train } from "@chainrule/network";
import { classifier, examplesOf, options } from "../classifier.ts";

export interface Training {
  readonly units: readonly number[];
  readonly batch: number;
  readonly steps: number;
}

/** A training of a new network for some steps; its examples are made here, before it begins. */
export function training({ units, batch, steps }: Training): () => Promise<void> {
  const examples = examplesOf(784, 8 * batch);
  return async () => {
    await train(classifier(units), examples, { ...options, epochs: steps / 8, batchSize: batch }).finished;
  };
}
