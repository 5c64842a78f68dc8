import { cellPrinter, replay, trace } from "@chainrule/compiler";
import { Tensor } from "@chainrule/tensor";
import type { Book } from "./book.ts";
import { totalOf } from "./loss.ts";
import { type Given, lossWith, penaltyWith, termsWith } from "./lossWith.ts";
import { isBias } from "./denseLayer.ts";
import type { Problem } from "./problem.ts";
import type { Numbers } from "./step.ts";

/** The loss of the same batch with the new weights. */
export function writeLossAfter(book: Book, problem: Problem): void {
  const { layers } = problem;
  const symbols = layers.flatMap(({ parameters }) => parameters.map(({ symbol }) => symbol));
  const [biases, weights] = [true, false].map((wanted) => symbols.filter((symbol) => isBias(symbol) === wanted));
  const masks = layers.flatMap(({ mask }, i) => (mask ? [`mask${i + 1}`] : []));
  const from = ["x", "y", ...[...weights!, ...biases!].map(newOf), ...masks];
  const given =
    (tensors: readonly Tensor[]): Given =>
    (name) =>
      tensors[from.indexOf(symbols.includes(name) ? newOf(name) : name)];
  // The sum with its numbers, for whoever asks.
  const print = (numbers: Numbers): ((index: readonly number[]) => string) => {
    const values = from.map((name) => book.value(name));
    const [terms] = replay(trace((...inputs) => [termsWith(problem, given(inputs))], values))(values);
    const penalty = penaltyWith(problem, given(values));
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
    called: "loss",
    derive(...placeholders) {
      const result = lossWith(problem, given(placeholders));
      const named = from.flatMap((name, i) => (name.startsWith("mask") ? [] : [[name, placeholders[i]!] as const]));
      return {
        result,
        shown: result.named("loss", Object.fromEntries(named)),
        cell: (_, numbers) => print(numbers)([]),
      };
    },
  });
}

const newOf = (symbol: string): string => `${symbol}_new`;
