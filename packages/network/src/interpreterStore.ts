import { replay } from "@chainrule/compiler";
import type { Store } from "@chainrule/compiler/wasm";
import { type Data, type Spec, Tensor, zeros } from "@chainrule/tensor";
import { isFinite } from "./finite.ts";

/** The interpreter's store: plain tensors, replaced after each step. */
export function interpreterStore(specs: readonly Spec[]): Store {
  const values: Tensor[] = specs.map(({ shape, dtype }) => zeros(shape, { dtype }));
  return {
    mode: "exact",
    end: () => undefined,
    helped: () => 0,
    read: (first, count) => values.slice(first, first + count),
    write: (first, given) => void values.splice(first, given.length, ...given),
    plan(graph, slots) {
      const run = replay(graph);
      return (inputs) => run([...inputs, ...slots.map((slot) => values[slot]!)]);
    },
    series(graph, slots, _rows, { logged, guarded, updates }) {
      const run = replay(graph);
      const own = graph.inputs.slice(0, graph.inputs.length - slots.length - 1);
      let batches: Tensor[];
      let log: Data;
      return {
        room: 1,
        batches(rows) {
          const shapes = own.map(({ shape }) => [rows, ...shape.slice(1)]);
          batches = own.map(({ dtype }, i) => zeros(shapes[i]!, { dtype }));
          return batches.map(({ data }) => data!);
        },
        run(_rows, _count, number) {
          const counter = new Tensor({ shape: [], dtype: "int32" }, Int32Array.of(number));
          const outputs = run([...batches, counter, ...slots.map((slot) => values[slot]!)]);
          log = Float64Array.from(outputs.slice(0, logged), (x) => x.item());
          if (!guarded.every((i) => isFinite(outputs[i]!))) return 0;
          const first = outputs.length - updates.length;
          updates.forEach((slot, i) => (values[slot] = outputs[first + i]!));
          return 1;
        },
        log: () => log,
      };
    },
  };
}
