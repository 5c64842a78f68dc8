import { cellPrinter, replay, trace } from "@chainrule/compiler";
import { Tensor } from "@chainrule/tensor";
import type { Book } from "./book.ts";
import { isBias } from "./denseLayer.ts";
import { parametersOf } from "./graph.ts";
import { listOf, partsFrom, totalOf } from "./loss.ts";
import { type Given, givenOf, lossWith, partsWith } from "./lossWith.ts";
import type { Problem } from "./problem.ts";
import type { Numbers } from "./step.ts";

/** The loss of the same batch with the new weights. */
export function writeLossAfter(book: Book, problem: Problem): void {
  const symbols = parametersOf(problem).map(({ symbol }) => symbol);
  const [biases, weights] = [true, false].map((wanted) => symbols.filter((symbol) => isBias(symbol) === wanted));
  const others = [...givenOf(problem).keys()].filter((name) => !symbols.includes(name));
  const isMask = (name: string): boolean => /^mask\d/.test(name);
  const from = [
    ...others.filter((name) => !isMask(name)),
    ...[...weights!, ...biases!].map(newOf),
    ...others.filter(isMask),
  ];
  const given =
    (tensors: readonly Tensor[]): Given =>
    (name) =>
      tensors[from.indexOf(symbols.includes(name) ? newOf(name) : name)];
  // The sum with its numbers, for whoever asks.
  const print = (numbers: Numbers): ((index: readonly number[]) => string) => {
    const values = from.map((name) => book.value(name));
    const found = replay(trace((...inputs) => listOf(partsWith(problem, given(inputs))), values))(values);
    const placeholders = found.map((value) => new Tensor(value));
    return cellPrinter(
      totalOf(partsFrom(placeholders, problem), problem),
      new Map(placeholders.map((placeholder, i) => [placeholder, found[i]!])),
      numbers,
    );
  };
  book.write({
    quantity: "loss_after",
    layer: problem.layers.length,
    title: "loss of the same batch with the new weights",
    from,
    called: "loss",
    derive(...placeholders) {
      const result = lossWith(problem, given(placeholders));
      const named = from.flatMap((name, i) => (isMask(name) ? [] : [[name, placeholders[i]!] as const]));
      return {
        result,
        shown: result.named("loss", Object.fromEntries(named)),
        cell: (_, numbers) => print(numbers)([]),
      };
    },
  });
}

const newOf = (symbol: string): string => `${symbol}_new`;
