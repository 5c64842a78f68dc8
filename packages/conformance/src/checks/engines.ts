import { type Graph, replay, traceStable } from "@chainrule/compiler";
import { wasmPlan } from "@chainrule/compiler/wasm";
import type { Tensor } from "@chainrule/tensor";
import { broken } from "../check.ts";
import { asCode, placeOf } from "../show.ts";

/** A function on values, traced and interpreted, and compiled: all to the same bits. */
export function sameEverywhere(
  who: string,
  f: (...inputs: Tensor[]) => readonly Tensor[],
  inputs: readonly Tensor[],
): void {
  const graph = traceStable(f, inputs);
  const interpreted = replay(graph)(inputs);
  same(who, "interpreted once more", interpreted, replay(graph)(inputs), inputs);
  const compiled = compiledOn(graph, inputs);
  if (compiled) same(who, "compiled", interpreted, compiled, inputs);
}

/** What the engine makes of it; undefined where there is none, or it leaves such a graph to the interpreter. */
const compiledOn = (graph: Graph, inputs: readonly Tensor[]): Tensor[] | undefined =>
  wasmPlan(graph, "exact")?.(inputs);

/** @throws ConformanceError at the first bit that differs */
export function same(
  who: string,
  how: string,
  expected: readonly Tensor[],
  received: readonly Tensor[],
  inputs: readonly Tensor[],
): void {
  expected.forEach((want, i) => {
    const got = received[i]!;
    const at = want.data!.findIndex((x, j) => !Object.is(x, got.data![j]));
    if (at < 0) return;
    broken(who, {
      expected: `${want.data![at]} as entry ${placeOf(at, want)} of result ${i} also when ${how}`,
      received: got.data![at]!,
      at: inputs.map(asCode).join(", "),
      cure: "A part is a pure function of tensors: no Math.random, no clock, no counter, nothing remembered between calls.",
    });
  });
}
