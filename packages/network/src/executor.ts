import { type Graph, replay } from "@chainrule/compiler";
import type { Tensor } from "@chainrule/tensor";

/** A graph as a function of values. */
export type Plan = (inputs: readonly Tensor[]) => Tensor[];

/** Makes a plan of a graph; undefined where it cannot. */
export type Executor = (graph: Graph) => Plan | undefined;

let chosen: Executor = replay;

/** What all networks run on from now on. Where it gives no plan, the interpreter does the work. */
export function runOn(executor: Executor): void {
  chosen = executor;
}

export const planOf = (graph: Graph): Plan => chosen(graph) ?? replay(graph);
