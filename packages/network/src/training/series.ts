import { type Graph, placeholder, replay } from "@chainrule/compiler";
import type { Series } from "@chainrule/compiler/wasm";
import { foldIn, type Tensor } from "@chainrule/tensor";
import { isFinite } from "../finite.ts";
import { listOf } from "../graphs.ts";
import type { Residence } from "../residence.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { columnCount, reported } from "./graphs.ts";
import { isSolver } from "./options.ts";
import type { Given } from "./run.ts";
import { solverSeries } from "./solverSeries.ts";

/** The steps of a training in its store: each a graph of the batch, its number, and what is in the store. */
export function seriesOf(begin: Checkpoint, home: Residence, key: Tensor, rule: Given["optimizer"]): Series {
  const { graphs, names, settings, learned, optimizer } = begin;
  if (rule && isSolver(rule)) return solverSeries(begin, home, key, rule);
  const columns = graphs.step.inputs.slice(0, columnCount(graphs, names));
  const state = graphs.step.inputs.slice(columns.length + 2);
  const number = placeholder({ shape: [], dtype: "int32" });
  const logged = 1 + reported(names).length;
  const results = replay(graphs.step)([...columns, foldIn(key, number), number.cast(learned.dtype), ...state]);
  // Of truth values there may be a mean in float32.
  const outputs = results.map((x, i) => (i < logged ? x.cast(learned.dtype) : x));
  const graph: Graph = { inputs: [...columns, number, ...state], outputs };
  // The optimizer's memory comes before the weights among the inputs, and after them among outputs and slots.
  const own = names.optimizer.map((_, i) => home.slots.length + i);
  const first = logged + names.parameters.length;
  // What an optimizer remembers may begin with ∞, as a lowest loss so far.
  const now = [...listOf(learned), ...Object.values(optimizer)];
  const guarded = outputs.flatMap((_, i) => {
    const required = i < first ? !settings.allowNonFinite && (i === 0 || i >= logged) : isFinite(now[i - first]!);
    return required ? [i] : [];
  });
  return home.store.series(graph, [...own, ...home.slots], Math.min(settings.batchSize, settings.rows), {
    logged,
    guarded,
    updates: [...home.slots, ...own],
  });
}
