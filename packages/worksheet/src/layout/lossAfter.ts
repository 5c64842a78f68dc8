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
  // The terms alone as well, for whoever asks for the sum with its numbers.
  const termsOf = (of: ReadonlyMap<string, Tensor>): Tensor =>
    stabilize([problem.terms(newOutput(problem, of), of.get("y")!)])[0]!;
  const penaltyOf = (of: ReadonlyMap<string, Tensor>): Tensor | undefined =>
    regularizer?.(
      named(
        layers,
        weights.map((name) => of.get(name)!),
      ),
    );
  const print = (numbers: Numbers): ((index: readonly number[]) => string) => {
    const values = from.map((name) => book.value(name));
    const of = new Map(from.map((name, i) => [name, values[i]!]));
    const graph = trace((...inputs) => [termsOf(new Map(from.map((name, i) => [name, inputs[i]!])))], values);
    const [terms] = replay(graph)(values);
    const penalty = penaltyOf(of);
    const placeholders = [terms!, penalty ?? terms!].map((value) => new Tensor(value));
    const total = totalOf(placeholders[0]!, penalty && placeholders[1], problem);
    return cellPrinter(
      total,
      new Map([
        [placeholders[0]!, terms!],
        [placeholders[1]!, penalty ?? terms!],
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
      const result = totalOf(termsOf(of), penaltyOf(of), problem);
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
