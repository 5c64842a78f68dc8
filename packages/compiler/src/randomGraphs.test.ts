import { type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { basic, operations, randomGraph, randomInputs, specsOf } from "../fuzz/randomGraph.ts";
import {
  deserializeGraph,
  gradients,
  type Graph,
  inOrder,
  placeholder,
  replay,
  serializeGraph,
  simplify,
  stabilize,
} from "./index.ts";

// What must hold for any graph, on random ones: of all primitives, with an open number of rows.

const inputsFor = (seed: number, rows: number): Tensor[] => randomInputs(seed, rows, basic);

const bits = (outputs: readonly Tensor[]): unknown => outputs.map(({ shape, dtype, data }) => [shape, dtype, data]);
/** −0 and 0 are the same here. */
const numbers = (outputs: readonly Tensor[]): unknown =>
  outputs.map((x) => [x.shape, Array.from(x.data!, (n) => n + 0)]);

const seeds = Array.from({ length: 200 }, (_, i) => i);
const graphs = (): { seed: number; graph: Graph }[] => seeds.map((seed) => ({ seed, graph: randomGraph(seed, basic) }));

/** Says which graph it was. */
const forEachGraph = (check: (graph: Graph, seed: number) => void): void => {
  for (const { seed, graph } of graphs()) {
    try {
      check(graph, seed);
    } catch (cause) {
      throw new Error(`graph ${seed}`, { cause });
    }
  }
};

describe("200 random graphs", { timeout: 30_000 }, () => {
  test("hold every primitive", () => {
    const found = new Set(
      graphs().flatMap(({ graph }) => inOrder(graph.outputs).map(({ source }) => source?.primitive.name)),
    );
    expect([...found].filter(Boolean).sort()).toEqual(Object.keys(operations).sort());
  });

  test("gradients are those of central differences", () => {
    forEachGraph(({ inputs, outputs }, seed) => {
      const x = inputsFor(seed, 4);
      const value = replay({ inputs, outputs: [outputs[0]!] });
      const slopes = replay({ inputs, outputs: simplify(gradients(outputs[0]!, inputs)) })(x);
      // Along two directions, in which every element of every input takes part.
      for (const direction of [inputsFor(seed + 1000, 4), inputsFor(seed + 2000, 4)]) {
        const at = (step: number): number => value(x.map((part, i) => part.add(direction[i]!.mul(step))))[0]!.item();
        const truth = (at(1e-6) - at(-1e-6)) / 2e-6;
        const ours = slopes.map((slope, i) => slope.mul(direction[i]!).sum().item()).reduce((a, b) => a + b);
        expect(Math.abs(ours - truth), `${ours} for ${truth}`).toBeLessThan(1e-7 * Math.max(1, Math.abs(truth)));
      }
    });
  });

  test("simplify changes nothing but the sign of a 0, stabilize nothing here", () => {
    forEachGraph((graph, seed) => {
      const x = inputsFor(seed, 4);
      const plain = replay(graph)(x);
      expect(numbers(replay({ ...graph, outputs: simplify(graph.outputs) })(x))).toEqual(numbers(plain));
      expect(bits(replay({ ...graph, outputs: stabilize(graph.outputs) })(x))).toEqual(bits(plain));
    });
  });

  test("run on any number of rows, at once or by way of other expressions", () => {
    forEachGraph((graph, seed) => {
      for (const rows of [1, 6]) {
        const x = inputsFor(seed, rows);
        const plain = replay(graph)(x);
        const known = x.map(placeholder);
        const unrolled = { inputs: known, outputs: replay(graph)(known) };
        expect(bits(replay(unrolled)(x))).toEqual(bits(plain));
        if (rows % 2) continue;
        const pairs = specsOf(basic).map(({ shape, dtype }) =>
          placeholder({ shape: shape.map((n) => (n < 0 ? -2 : n)), dtype }),
        );
        const paired = { inputs: pairs, outputs: replay(graph)(pairs) };
        expect(bits(replay(paired)(x))).toEqual(bits(plain));
      }
    });
  });

  test("come back from JSON with the same bits", () => {
    forEachGraph((graph, seed) => {
      const { graph: saved, tensors } = serializeGraph(graph);
      const loaded = deserializeGraph(JSON.parse(JSON.stringify(saved)), tensors);
      const x = inputsFor(seed, 4);
      expect(bits(replay(loaded)(x))).toEqual(bits(replay(graph)(x)));
      expect(serializeGraph(loaded)).toEqual({ graph: saved, tensors });
    });
  });
});
