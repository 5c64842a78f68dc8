import { loadCheckpoint, resume, save, sequential, train, type TrainOptions } from "@chainrule/network";
import type { Layer, Tensor } from "@chainrule/tensor";
import { same } from "./engines.ts";

/**
 * A training that is stopped, saved, loaded and gone on with, without the code of its parts, ends with the bits of one
 * that was not stopped: parameters and the state of layers.
 *
 * @param layers - makes the network anew for each run
 * @param stop - the step after which it is stopped
 */
export async function resumesExactly(
  who: string,
  layers: () => readonly Layer[],
  data: { readonly inputs: Tensor; readonly targets: Tensor },
  options: Pick<TrainOptions, "loss" | "optimizer" | "epochs">,
  stop: number,
): Promise<void> {
  const start = () => train(sequential(layers()), data, { ...options, batchSize: 2, seed: 3 });
  const whole = start();
  await whole.finished;
  const begun = start();
  for await (const { step } of begun) if (step === stop) break;
  const resumed = resume(loadCheckpoint(save(begun.state)), data);
  await resumed.finished;
  const [expected, received] = [whole, resumed].map(({ state: { learned } }) => [
    ...Object.values(learned.parameters),
    ...Object.values(learned.state),
  ]);
  same(who, "resumed from a file", expected!, received!, [data.inputs]);
}
