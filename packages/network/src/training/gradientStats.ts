import { gradients, traceStable } from "@chainrule/compiler";
import { randomKey, type Tensor } from "@chainrule/tensor";
import { applied, byName, listOf, namesOf } from "../graphs.ts";
import { memoryOf, type Network, requireInputs } from "../network.ts";
import type { Ports } from "../ports.ts";
import { residenceOf } from "../residence.ts";
import { columnsOf, requireData, requireLabels, rowSpec } from "./data.ts";
import { batchOf } from "./graphs.ts";
import { measuresOf } from "./measures.ts";
import type { Examples, MeasureOptions } from "./options.ts";

/** What the gradient of one parameter looks like. */
export interface GradientStats {
  /** The root of the sum of its squares. */
  readonly norm: number;
  /** The norm over that of the parameter; ∞ where the parameter is all 0 and its gradient is not. */
  readonly relative: number;
  /** The largest absolute number. */
  readonly largest: number;
  /** The share of numbers that are 0: a relu that never fires leaves such. */
  readonly zeros: number;
}

/**
 * How large the gradients of the loss are on examples, parameter by parameter: where they vanish or explode on their
 * way back, and which units learn nothing. Without dropout and the like, and without a regularizer.
 *
 * @returns by the name of the parameter, in the order of the layers
 * @throws ShapeError, ValueError as `train` does
 */
export function gradientStats<X extends Ports, Y extends Ports>(
  net: Network<X, Y>,
  examples: Examples<X, Y>,
  options: Omit<MeasureOptions<Y>, "metrics">,
): Readonly<Record<string, GradientStats>> {
  const who = "gradientStats";
  const memory = memoryOf(who, net);
  const data = requireData(who, examples, net.ports, memory);
  requireInputs(who, memory, data.inputs);
  requireLabels(who, data, memory.outputShape);
  const measures = measuresOf(who, options, net.ports);
  const names = namesOf(memory);
  const columns = columnsOf(data);
  const weightsIn = (all: readonly Tensor[]) => byName(names, all.slice(columns.length));
  const graph = traceStable(
    (...all) => {
      const batch = batchOf(data, all);
      const context = { training: false, key: randomKey(0) };
      return measures.lossesOf(applied(net, memory, weightsIn(all), batch.inputs, context)[0], batch).slice(0, 1);
    },
    [...columns.map(rowSpec), ...listOf(memory)],
    ([total], all) => gradients(total!, Object.values(weightsIn(all).parameters)),
  );
  const { store, slots } = residenceOf(net, memory);
  const slopes = store.plan(graph, slots)(columns);
  return Object.fromEntries(names.parameters.map((name, i) => [name, statsOf(slopes[i]!, memory.parameters[name]!)]));
}

function statsOf(slope: Tensor, parameter: Tensor): GradientStats {
  const norm = normOf(slope);
  return {
    norm,
    relative: norm === 0 ? 0 : norm / normOf(parameter),
    largest: slope.abs().reduceMax().item(),
    zeros: slope.equal(0).mean().item(),
  };
}

/** In float64: squares of small slopes would be 0. */
const normOf = (x: Tensor): number => x.cast("float64").square().sum().sqrt().item();
