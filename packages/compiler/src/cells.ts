import { apply, attributesOf, type PrimitiveName, type Tensor } from "@chainrule/tensor";
import { Figures } from "./figures.ts";
import { formulas } from "./formulas.ts";
import type { Printed } from "./notation.ts";
import type { Rule } from "./rewrite.ts";
import { isNumber } from "./simplify.ts";
import { textbookForm } from "./textbook.ts";

/** How `cellPrinter` writes. */
export interface CellOptions {
  /** Default "text". */
  readonly format?: "text" | "latex";
  /** How a number is written, without its sign. */
  readonly number: (size: number) => string;
  /** Sums longer by more than one are cut short, and say how many terms are left out. Default 12. */
  readonly terms?: number;
  readonly known?: Rule;
}

type Index = readonly number[];

/**
 * The formula of one element of an expression with numbers put in: `0.5·0.4 − 1·0.1 + 0` for one of x·W + b.
 *
 * @param values - the numbers of the inputs, and of whatever else is not to be taken apart further
 * @returns a function of the element's index, from 0
 */
export function cellPrinter(
  output: Tensor,
  values: ReadonlyMap<Tensor, Tensor>,
  { format = "text", number, terms = 12, known }: CellOptions,
): (index: Index) => string {
  const write = new Figures(format, number);
  const { shown, named } = textbookForm(output, values, known);

  const cell = (node: Tensor, index: Index): Printed => {
    const value = named.get(node);
    if (value) return write.number(numberAt(value, index));
    if (node.data) return write.constant(numberAt(node, index));
    const { primitive, inputs, attributes } = node.source!;
    const name = primitive.name as PrimitiveName;
    const [x, y] = inputs;
    if (name === "matmul") {
      const [row, column] = [index.at(-2)!, index.at(-1)!];
      const lead = index.slice(0, -2);
      const term = (k: number): Printed =>
        write.times(cell(x!, [...lead, row, k]), cell(y!, at(y!, [...lead, k, column])));
      return total(x!.shape.at(-1)!, term);
    }
    if (name === "sum" || name === "reduceMax") {
      const places = placesOf(x!, attributesOf<{ axes: Index }>(node).axes, index);
      if (name === "sum") return total(places.count, (k) => cell(x!, places.at(k)));
      const shownOnes = Array.from({ length: Math.min(places.count, terms) }, (_, k) => cell(x!, places.at(k)));
      return write.call("max", ...shownOnes, ...(places.count > terms ? [write.symbol("…")] : []));
    }
    if (name === "reshape") return cell(x!, indexOf(flatOf(node, index), x!.shape));
    if (name === "transpose") {
      const { permutation } = attributesOf<{ permutation: Index }>(node);
      return cell(
        x!,
        x!.shape.map((_, axis) => index[permutation.indexOf(axis)]!),
      );
    }
    if (name === "slice") {
      const { axis, start } = attributesOf<{ axis: number; start: number }>(node);
      return cell(
        x!,
        index.map((i, k) => (k === axis ? i + start : i)),
      );
    }
    if (name === "concat") {
      const { axis } = attributesOf<{ axis: number }>(node);
      let place = index[axis]!;
      const part = inputs.find(({ shape }) => place < shape[axis]! || ((place -= shape[axis]!), false))!;
      return cell(part, index.with(axis, place));
    }
    if (name === "take") {
      const { rank } = y!;
      return cell(x!, [numberAt(numbersOf(y!), index.slice(0, rank)), ...index.slice(rank)]);
    }
    if (name === "takeAlong") {
      const { axis } = attributesOf<{ axis: number }>(node);
      return cell(x!, index.with(axis, numberAt(numbersOf(y!), index)));
    }
    if (name === "scatterAdd") {
      const [row, ...rest] = index;
      const chosen = Array.from(numbersOf(y!).data!, (i, k) => (i === row ? [k] : [])).flat();
      const before = isNumber(x!, 0) && chosen.length > 0 ? undefined : cell(x!, index);
      const added =
        chosen.length > 0
          ? total(chosen.length, (k) => cell(inputs[2]!, [...indexOf(chosen[k]!, y!.shape), ...rest]))
          : undefined;
      return before && added ? write.plus(before, added) : (before ?? added)!;
    }
    const isPower = name === "named" && (attributes as { name?: string }).name === "power";
    if (name === "named" && !isPower) return cell(x!, index);
    if (name === "mul" && x === y) return write.power(cell(x!, at(x!, index)), { text: "2", level: 5 });
    const parts = inputs.map((input) => cell(input, at(input, index)));
    // A coefficient stands before what it multiplies.
    if (name === "mul" && y!.data && !x!.data) parts.reverse();
    return formulas[name](write, node, ...parts);
  };

  /** The numbers of a part that says which others are meant. */
  const numbersOf = (node: Tensor): Tensor =>
    named.get(node) ??
    (node.source ? apply(node.source.primitive, node.source.inputs.map(numbersOf), node.source.attributes) : node);

  const total = (count: number, term: (k: number) => Printed): Printed => {
    const cut = count > terms + 1;
    const first = Array.from({ length: cut ? terms - 1 : count }, (_, k) => term(k));
    const sum = first.reduce((before, next) => write.plus(before, next));
    return cut ? write.plus(write.plus(sum, write.leftOut(count - terms)), term(count - 1)) : sum;
  };

  return (index) => cell(shown, at(shown, index)).text;
}

/** The index into something that is repeated to fit. */
const at = ({ shape }: Tensor, index: Index): Index =>
  shape.map((length, axis) => (length === 1 ? 0 : index[index.length - shape.length + axis]!));

const flatOf = ({ shape }: Tensor, index: Index): number =>
  shape.reduce((flat, length, axis) => flat * length + index[axis]!, 0);

const numberAt = (x: Tensor, index: Index): number => x.data![flatOf(x, at(x, index))]!;

function indexOf(flat: number, shape: Index): Index {
  let rest = flat;
  return shape
    .toReversed()
    .map((length) => {
      const i = rest % length;
      rest = (rest - i) / length;
      return i;
    })
    .toReversed();
}

/** The elements that are reduced to one. */
function placesOf({ shape }: Tensor, axes: Index, index: Index): { count: number; at: (k: number) => Index } {
  const lengths = axes.map((axis) => shape[axis]!);
  const place = (k: number): Index => {
    const inner = indexOf(k, lengths);
    return shape.map((_, axis) => (axes.includes(axis) ? inner[axes.indexOf(axis)]! : index[axis]!));
  };
  return { count: lengths.reduce((product, length) => product * length, 1), at: place };
}
