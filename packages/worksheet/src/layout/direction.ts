import { inOrder, replay } from "@chainrule/compiler";
import { apply, Tensor } from "@chainrule/tensor";
import type { Book } from "./book.ts";
import type { Leaf } from "./memory.ts";
import type { Problem } from "./problem.ts";
import { markOf } from "./stages.ts";
import { unmarked } from "./unmarked.ts";

/** A tensor of a solver's memory, as it is before the step. */
export interface Remembered {
  readonly leaf: Leaf;
  readonly value: Tensor;
}

type Direction = (gradient: Tensor, memory: readonly Tensor[]) => Tensor;

/** Where a solver goes from the gradient `g`, with every piece of it that has a name. */
export function writeDirection(
  book: Book,
  { optimizerName }: Problem,
  memory: readonly Remembered[],
  direction: Direction,
): void {
  for (const { leaf, value } of memory) {
    // Of a history only the rows that count are written.
    const isWritten = value.rank === 1;
    const title = `${optimizerName}: the ${leaf.kind} of ${leaf.of}, before this step`;
    if (isWritten) book.given(oldName(leaf), leaf.layer, title, value);
    else book.assume(oldName(leaf), value);
  }
  const from = ["g", ...memory.map(({ leaf }) => oldName(leaf))];
  const values = from.map((name) => book.value(name));
  const expressed = (placeholders: readonly Tensor[]): Tensor => {
    const given = memory.map(({ value }, i) => (value.rank === 0 ? value : placeholders[i + 1]!));
    return decided(direction(placeholders[0]!, given), placeholders.slice(0, from.length), values);
  };

  const whole = expressed(values.map((value) => new Tensor(value)));
  const symbols = piecesOf(whole).map((piece) => markOf(piece)!);
  const pick = (k: number, placeholders: readonly Tensor[]): { part: Tensor; pieces: Tensor[] } => {
    const result = expressed(placeholders);
    const pieces = piecesOf(result);
    return { part: pieces[k] ? unmarked(pieces[k]) : result, pieces: pieces.slice(0, k) };
  };
  [...symbols, "d"].forEach((quantity, k) => {
    const earlier = symbols.slice(0, k);
    const placeholders = values.map((value) => new Tensor(value));
    const { part } = pick(k, placeholders);
    if (isRow(part)) {
      const value = replay({ inputs: placeholders, outputs: [part] })(values)[0]!;
      book.given(quantity, 0, `${optimizerName}: ${quantity}, remembered from before`, value);
      return;
    }
    book.write({
      quantity,
      layer: 0,
      title: quantity === "d" ? `${optimizerName}: the direction` : `${optimizerName}: ${quantity}, for the direction`,
      from: [...from, ...earlier],
      called: optimizerName,
      derive(...inputs) {
        const { part, pieces } = pick(k, inputs);
        const shorthands = pieces.map((piece, i) => ({
          part: piece,
          symbol: earlier[i]!,
          value: book.value(earlier[i]!),
        }));
        return { result: part, shorthands };
      },
    });
  });
}

const oldName = ({ symbol }: Leaf): string => `${symbol}_old`;

/** What an expression marks, in the order of the calculation. */
const piecesOf = (output: Tensor): Tensor[] => inOrder([output]).filter((node) => markOf(node) !== undefined);

/** A row of a history, and nothing done to it. */
const isRow = ({ source }: Tensor): boolean =>
  source?.primitive.name === "slice" || (source?.primitive.name === "reshape" && isRow(source.inputs[0]!));

/** The expression with every choice made as it is with these numbers. */
function decided(output: Tensor, inputs: readonly Tensor[], values: readonly Tensor[]): Tensor {
  const order = inOrder([output]);
  const choices = order.filter(({ source }) => source?.primitive.name === "where");
  const conditions = replay({ inputs, outputs: choices.map(({ source }) => source!.inputs[0]!) })(values);
  const results = new Map<Tensor, Tensor>();
  for (const node of order) {
    const parts = node.source?.inputs.map((part) => results.get(part)!) ?? [];
    const { data } = conditions[choices.indexOf(node)] ?? {};
    const isOne = data?.every((entry) => entry === data[0]);
    const chosen = isOne ? parts[data![0] ? 1 : 2] : undefined;
    results.set(node, chosen ?? (node.source ? apply(node.source.primitive, parts, node.source.attributes) : node));
  }
  return results.get(output)!;
}
