import { replay } from "@chainrule/compiler";
import type { Series, Store } from "@chainrule/compiler/wasm";
import { constant, type Data, type Spec, type Tensor, zeros } from "@chainrule/tensor";
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
      const columns = graph.inputs.slice(0, graph.inputs.length - slots.length - 1);
      return stepByStep(columns, (batches, number) => {
        const outputs = run([...batches, constant(number, "int32"), ...slots.map((slot) => values[slot]!)]);
        const fine = guarded.every((i) => isFinite(outputs[i]!));
        const first = outputs.length - updates.length;
        if (fine) updates.forEach((slot, i) => (values[slot] = outputs[first + i]!));
        return [outputs.slice(0, logged), fine];
      });
    },
  };
}

/** One step at a time: a function of its batch and its number that says what is to be logged, and if all went well. */
export function stepByStep(
  columns: readonly Tensor[],
  step: (batches: readonly Tensor[], number: number) => [log: readonly Tensor[], fine: boolean],
): Series {
  let batches: Tensor[];
  let log: Data;
  return {
    room: 1,
    batches(rows) {
      batches = columns.map(({ shape, dtype }) => zeros([rows, ...shape.slice(1)], { dtype }));
      return batches.map(({ data }) => data!);
    },
    run(_rows, _count, number) {
      const [logged, fine] = step(batches, number);
      log = Float64Array.from(logged, (x) => x.item());
      return Number(fine);
    },
    log: () => log,
  };
}
