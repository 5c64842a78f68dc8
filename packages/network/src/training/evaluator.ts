import { replay } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";
import { isFinite } from "../finite.ts";
import { listOf } from "../graphs.ts";
import type { Memory } from "../layers/layer.ts";
import { recordOf } from "../named.ts";
import { inPieces, joined, upTo } from "../pieces.ts";
import type { Residence } from "../residence.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { columnsOf, type Data } from "./data.ts";
import { columnCount, reported } from "./graphs.ts";
import { valuesMark } from "./measures.ts";
import { explainNonFinite } from "./nonFinite.ts";
import type { EpochRecord } from "./options.ts";

/** Measures an epoch after its last step, a part at a time; its losses along the way are given. */
export function evaluator(
  { graphs, names }: Checkpoint,
  { store, slots }: Residence,
  data: Data,
  validation: Data | undefined,
  usedNow: () => Memory,
): (step: number, losses: readonly number[]) => Generator<undefined, Omit<EpochRecord, "epoch" | "step">> {
  // Weights that are not those in training are given, as the examples are.
  const home = graphs.used ? [] : slots;
  const given = (): Tensor[] => (graphs.used ? listOf(usedNow()) : []);
  const [predict, report] = [store.plan(graphs.predicting, home), replay(graphs.metrics)];
  const evaluate = upTo(valuesMark, graphs.evaluation, columnCount(graphs, names), (graph) => store.plan(graph, home));

  // Of all examples together: most metrics are no means over batches.
  function* metricsOn({ inputs, targets, weights }: Data): Generator<undefined, number[]> {
    if (names.metrics.length === 0) return [];
    const own = given();
    const parts: Tensor[][] = [];
    for (const some of inPieces(inputs)) {
      parts.push(predict([...some, ...own]));
      yield;
    }
    return report([...joined(parts), ...targets, ...weights]).map((x) => x.item());
  }
  function* lossesOn(examples: readonly Tensor[], step: number): Generator<undefined, number[]> {
    const outputs = yield* evaluate(examples, given());
    if (isFinite(outputs[0]!)) return outputs.map((x) => x.item());
    const inputs = [...examples, ...listOf(usedNow())];
    throw explainNonFinite(graphs.evaluation, names, inputs, step, `the validation after step ${step}`);
  }
  const all = reported(names);
  return function* (step, losses) {
    const trained = measuredAs(all, [...losses, ...(yield* metricsOn(data))]);
    if (!validation) return trained;
    const checked = yield* lossesOn(columnsOf(validation), step);
    yield;
    return { ...trained, validation: measuredAs(all, [...checked, ...(yield* metricsOn(validation))]) };
  };
}

/** The loss, and what is reported beside it by name. */
export function measuredAs(
  names: readonly string[],
  [loss, ...others]: readonly number[],
): { loss: number; metrics: Record<string, number> } {
  return { loss: loss!, metrics: recordOf(names, others) };
}
