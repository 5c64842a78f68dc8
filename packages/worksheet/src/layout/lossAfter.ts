import { cellPrinter, replay, stabilize, trace } from "@chainrule/compiler";
import { Tensor } from "@chainrule/tensor";
import type { Book } from "./book.ts";
import { named, totalOf } from "./loss.ts";
import type { Problem } from "./problem.ts";
import type { Numbers } from "./step.ts";

/** The loss of the same batch with the new weights. */
export function writeLossAfter(book: Book, problem: Problem): void {
  const { layers, regularizer } = problem;
  const weights = layers.map((_, i) => `W${i + 1}_new`);
  const biases = layers.flatMap(({ bias }, i) => (bias ? [`b${i + 1}_new`] : []));
  const masks = layers.flatMap(({ mask }, i) => (mask ? [`mask${i + 1}`] : []));
  const from = ["x", "y", ...weights, ...biases, ...masks];
  const print = (numbers: Numbers): ((index: readonly number[]) => string) => {
    const values = new Map(from.map((name) => [name, book.value(name)]));
    const output = newOutput(problem, values);
    // Traced: a loss checks what it is given, and a share of a row is no row.
    const graph = trace((a, y) => [problem.terms(a, y)], [output, values.get("y")!]);
    const terms = replay(graph)([output, values.get("y")!])[0]!;
    const penalty = regularizer?.(
      named(
        layers,
        weights.map((name) => values.get(name)!),
      ),
    );
    const placeholders = [terms, penalty ?? terms].map((value) => new Tensor(value));
    const total = totalOf(placeholders[0]!, penalty && placeholders[1], problem);
    return cellPrinter(
      total,
      new Map([
        [placeholders[0]!, terms],
        [placeholders[1]!, penalty ?? terms],
      ]),
      numbers,
    );
  };
  book.write({
    quantity: "loss_after",
    layer: layers.length,
    title: "loss of the same batch with the new weights",
    from,
    derive(...placeholders) {
      const of = new Map(from.map((name, i) => [name, placeholders[i]!]));
      const [terms] = stabilize([problem.perExample(newOutput(problem, of), of.get("y")!)]);
      const penalty = regularizer?.(
        named(
          layers,
          weights.map((name) => of.get(name)!),
        ),
      );
      const result = totalOf(terms!, penalty, problem);
      const shown = result.named("loss", Object.fromEntries([...of].filter(([name]) => !name.startsWith("mask"))));
      return { result, shown, cell: (_, numbers) => print(numbers)([]) };
    },
  });
}

/** What the net gives with the new weights. */
function newOutput({ layers }: Problem, of: ReadonlyMap<string, Tensor>): Tensor {
  return layers.reduce((a, { activation, bias }, i) => {
    const product = a.matmul(of.get(`W${i + 1}_new`)!);
    const output = activation(bias ? product.add(of.get(`b${i + 1}_new`)!) : product);
    const mask = of.get(`mask${i + 1}`);
    return mask ? output.mul(mask) : output;
  }, of.get("x")!);
}
