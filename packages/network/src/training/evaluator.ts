import { replay } from "@chainrule/compiler";
import { concat, Tensor } from "@chainrule/tensor";
import { isFinite } from "../finite.ts";
import { listOf } from "../graphs.ts";
import type { Memory } from "../layers/layer.ts";
import type { Residence } from "../residence.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { columnsOf, type Data } from "./data.ts";
import { reported } from "./graphs.ts";
import { explainNonFinite } from "./nonFinite.ts";
import type { EpochRecord } from "./options.ts";

/** Rows that are predicted at once. */
const piece = 1024;

/** Measures an epoch after its last step; its losses along the way are given. */
export function evaluator(
  { graphs, names }: Checkpoint,
  { store, slots }: Residence,
  data: Data,
  validation: Data | undefined,
  usedNow: () => Memory,
): (step: number, losses: readonly number[]) => Omit<EpochRecord, "epoch" | "step"> {
  // Weights that are not those in training are given, as the examples are.
  const home = graphs.used ? [] : slots;
  const given = (): Tensor[] => (graphs.used ? listOf(usedNow()) : []);
  const [predict, report] = [store.plan(graphs.predicting, home), replay(graphs.metrics)];
  const evaluate = store.plan(graphs.evaluation, home);

  // Of all examples together: most metrics are no means over batches.
  const metricsOn = ({ rows, inputs, targets, weights }: Data): number[] => {
    if (names.metrics.length === 0) return [];
    const own = given();
    const pieceAt = (from: number): Tensor[] => predict([...inputs.map((x) => rowsOf(x, from, from + piece)), ...own]);
    const [first, ...others] = Array.from({ length: Math.ceil(rows / piece) }, (_, i) => pieceAt(i * piece));
    const predictions = first!.map((x, output) => concat([x, ...others.map((part) => part[output]!)], 0));
    return report([...predictions, ...targets, ...weights]).map((x) => x.item());
  };
  const lossesOn = (examples: readonly Tensor[], step: number): number[] => {
    const outputs = evaluate([...examples, ...given()]);
    if (isFinite(outputs[0]!)) return outputs.map((x) => x.item());
    const inputs = [...examples, ...listOf(usedNow())];
    throw explainNonFinite(graphs.evaluation, names, inputs, step, `the validation after step ${step}`);
  };
  const all = reported(names);
  return (step, losses) => {
    const trained = measuredAs(all, [...losses, ...metricsOn(data)]);
    if (!validation) return trained;
    const measured = [...lossesOn(columnsOf(validation), step), ...metricsOn(validation)];
    return { ...trained, validation: measuredAs(all, measured) };
  };
}

/** The loss, and what is reported beside it by name. */
export function measuredAs(
  names: readonly string[],
  [loss, ...others]: readonly number[],
): { loss: number; metrics: Record<string, number> } {
  return { loss: loss!, metrics: Object.fromEntries(names.map((name, i) => [name, others[i]!])) };
}

/** Some rows, in the memory of all. */
function rowsOf({ shape: [rows, ...shape], dtype, data }: Tensor, from: number, to: number): Tensor {
  const width = data!.length / rows!;
  const own = data!.subarray(from * width, to * width);
  return new Tensor({ shape: [own.length / width, ...shape], dtype }, own);
}
