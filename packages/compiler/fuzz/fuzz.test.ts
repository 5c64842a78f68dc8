import { tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { type Graph, inOrder, trace } from "../src/index.ts";
import { type Case, difference } from "./compare.ts";
import { randomCase } from "./randomCase.ts";
import { asCode, shrink } from "./shrink.ts";

// `pnpm fuzz:graphs` goes on from here for as long as one likes.

test("2,000 random graphs: compiled as interpreted", { timeout: 300_000 }, () => {
  for (let seed = 0; seed < 2000; seed++) {
    const given = randomCase(seed);
    const found = difference(given);
    expect(found, `pnpm fuzz:graphs --seed ${seed} --count 1`).toBeUndefined();
  }
});

describe("shrinking", () => {
  const uses = (graph: Graph, name: string): boolean =>
    inOrder(graph.outputs).some(({ source }) => source?.primitive.name === name);

  test("leaves the one operation that is to blame, on one row", () => {
    const seed = Array.from({ length: 500 }, (_, i) => i).find((i) => uses(randomCase(i).graph, "tanh"))!;
    const small = shrink(randomCase(seed), ({ graph }) => uses(graph, "tanh"));
    expect(inOrder(small.graph.outputs).filter(({ source }) => source)).toHaveLength(1);
    expect(small.runs).toHaveLength(1);
  });

  test("prints a program", () => {
    const graph = trace((x) => [x.tanh().add(1).mul(2)], [{ shape: [-1, 2], dtype: "float32" }]);
    const given: Case = { graph, mode: "exact", runs: [[tensor([[1.26, -0]])], [tensor([[0.5, 2]])]] };
    const hasTanh = (candidate: Case): boolean => uses(candidate.graph, "tanh");
    expect(asCode(shrink(given, hasTanh))).toMatchInlineSnapshot(`
      "import { apply, primitives, tensor } from "@chainrule/tensor";
      import { placeholder, replay } from "@chainrule/compiler";
      import { wasmPlan } from "@chainrule/compiler/wasm";

      const x0 = placeholder({ shape: [-1, 2], dtype: "float32" });
      const y0 = apply(primitives.tanh, [x0], {});
      const graph = { inputs: [x0], outputs: [y0] };
      const plan = wasmPlan(graph, "exact")!;
      const show = (...given) => console.log(...[replay(graph), plan].map((f) => String(f(given)[0])));
      show(tensor(1, { dtype: "float32" }).broadcastTo([1, 2]));"
    `);
  });
});
