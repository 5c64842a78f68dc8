import { type Graph, replay, trace } from "@chainrule/compiler";
import type { Optimizer, Parameters, Solver, StateTree } from "@chainrule/tensor";
import { byName, listOf } from "../graphs.ts";
import { recordOf, inOrderOf } from "../named.ts";
import type { AnyLearned } from "../network.ts";
import type { Graphs, Names } from "./graphs.ts";
import { memoriesOf, memoryTree } from "./memories.ts";

// Some optimizers train other parameters than those to predict with, such as their average.

/** Undefined where an optimizer predicts with what it trains. */
export function usedGraph(
  rule: Optimizer | Solver,
  initial: StateTree,
  memory: AnyLearned,
  names: Names,
): Graph | undefined {
  if (!("predictWith" in rule)) return undefined;
  const count = names.optimizer.length;
  const graph = trace(
    (...all) => {
      const { parameters, state } = byName(names, all.slice(count));
      const used = rule.predictWith?.(parameters, memoryTree(initial, names.optimizer, all)) ?? parameters;
      return listOf({ parameters: recordOf(names.parameters, inOrderOf(names.parameters, used)), state });
    },
    [...Object.values(memoriesOf(initial)), ...listOf(memory)],
  );
  return graph.outputs.every((output, i) => output === graph.inputs[count + i]) ? undefined : graph;
}

/** What a training predicts with: its weights, or what its optimizer makes of them. */
export function predictingMemory({ graphs: { used }, names, learned, optimizer }: Trained): AnyLearned {
  if (!used) return learned;
  return { ...learned, ...byName(names, replay(used)([...Object.values(optimizer), ...listOf(learned)])) };
}

interface Trained {
  readonly graphs: Pick<Graphs, "used">;
  readonly names: Names;
  readonly learned: AnyLearned;
  readonly optimizer: Parameters;
}
