import { gradients, print, simplify, stabilize } from "@chainrule/compiler";
import { fullLike, Tensor } from "@chainrule/tensor";
import type { Book, Derivation, Entry } from "./book.ts";
import { regularized } from "./denseLayer.ts";
import { activitiesOf, examplesOf, outputsAt, placesOf, takersOf } from "./graph.ts";
import { inPieces, inside, namesOf, pieceNames, writePieces } from "./inside.ts";
import { counted, named, overBatch } from "./loss.ts";
import type { PaperOutput, Problem } from "./problem.ts";
import { writeSlope } from "./slope.ts";
import type { Format } from "./step.ts";
import { calledOf, latexOf } from "./symbols.ts";
import { takesBatch } from "./tail.ts";
import { unguarded } from "./unguarded.ts";
import { withoutMarks } from "./unmarked.ts";

/** Every factor of the chain rule and every gradient, from the loss back to the inputs. */
export function writeBackward(book: Book, problem: Problem): void {
  for (let layer = problem.layers.length; layer >= 1; layer--) {
    const symbol = `a${layer}`;
    writeSum(book, waysTo(book, problem, symbol), {
      quantity: `dL_da${layer}`,
      layer,
      title: `derivative of ${whoseLoss(problem, symbol)} by its activations of layer ${layer}`,
    });
    writeSlope(book, problem.layers[layer - 1]!, layer);
    writeDelta(book, problem, layer);
    writePieces(book, problem, layer, "v");
    writeGradients(book, problem, layer);
  }
  for (const { symbol } of problem.inputs) {
    const ways = waysTo(book, problem, symbol);
    // What is only looked up by its number has no slope.
    if (ways.length === 0) continue;
    writeSum(book, ways, {
      quantity: `d${symbol}`,
      layer: 0,
      title: `derivative of ${whoseLoss(problem, symbol)} by its inputs${symbol.slice(1).replace("_", " ")}`,
    });
  }
}

/** Whose loss a derivative is of: where the batch is taken together further on, all of them depend on each example. */
const whoseLoss = (problem: Problem, symbol: string): string =>
  takesBatch(problem, [symbol]) ? "all examples' losses together" : "each example's loss";

type Head = Pick<Entry, "quantity" | "layer" | "title">;

/** One of the ways on which a quantity comes to the loss: what it adds to the derivative. */
interface Way {
  /** After the name of the derivative, where there are several. */
  readonly ending: string;
  /** "through layer 3" */
  readonly through: string;
  readonly write: Omit<Entry, keyof Head>;
}

/** Writes a derivative; where the loss is reached on several ways, what each adds to it, and then the sum. */
function writeSum(book: Book, ways: readonly Way[], head: Head): void {
  const [only, ...others] = ways;
  if (only && others.length === 0) return void book.write({ ...head, ...only.write });
  const shares = ways.map(({ ending, through, write }): string => {
    const quantity = head.quantity + ending;
    book.write({ ...head, ...write, quantity, title: `${head.title}, ${through}` });
    return quantity;
  });
  book.write({
    ...head,
    title: `${head.title}: all ways together`,
    from: shares,
    derive: (...parts) => parts.reduce((sum, part) => sum.add(part)),
  });
}

/** The ways from what comes into layers to the loss: through each of them, and what looks at it directly. */
function waysTo(book: Book, problem: Problem, symbol: string): Way[] {
  const layer = problem.layers.findIndex((_, i) => symbol === `a${i + 1}`) + 1;
  const measured = outputsAt(problem, layer).map((output): Way => {
    const { suffix, terms } = output;
    return {
      ending: `${lossEnding}${suffix}`,
      through: suffix ? `through the loss of ${suffix.slice(1)}` : "through the loss",
      write: {
        from: [symbol, `y${suffix}`],
        derive: (a, y) => counted(gradients(terms(a, y).sum(), [a])[0]!, output),
      },
    };
  });
  const ways = takersOf(problem, symbol).map((next) => ({
    next,
    way: wayThrough(book, problem, next, problem.layers[next - 1]!.takes.indexOf(symbol)),
  }));
  const [live, still] = [true, false].map((wanted) =>
    ways.filter(({ next }) => hasSlope(book, problem, next, symbol) === wanted).map(({ way }) => way),
  );
  const found = [...measured, ...live!, ...activityWays(problem, symbol, true)];
  // Of a layer there is a derivative even where it is 0 for certain.
  return found.length === 0 && layer > 0 ? still!.slice(0, 1) : found;
}

const lossEnding = "_loss";

/** Whether a layer's numbers change with what comes in: not where that is only looked up by its number. */
function hasSlope(book: Book, problem: Problem, layer: number, symbol: string): boolean {
  const names = namesOf(problem, layer);
  const given = [...names, `delta${layer}`].map((name) => new Tensor(book.value(name)));
  const { slopes } = inside(problem.layers[layer - 1]!, given.slice(0, -1), given.at(-1)!);
  return slopes[names.indexOf(symbol)]!.isExpression;
}

/** What layers add to the loss by themselves, by a quantity: for each example, or over the batch. */
const activityWays = (problem: Problem, symbol: string, byExample: boolean): Way[] =>
  activitiesOf(problem, symbol).map((activity) => ({
    ending: `_${activity.symbol}`,
    through: `through what layer ${activity.layer} adds to the loss (${activity.kind})`,
    write: {
      from: activity.from,
      called: `slope of ${activity.kind}`,
      derive(...given) {
        const whole = activity.of(...given);
        const scale = byExample && problem.batch === "mean" ? examplesOf(problem) : 1;
        const slope = gradients(scale === 1 ? whole : whole.mul(scale), [given[activity.from.indexOf(symbol)]!])[0]!;
        return simplify([slope])[0]!;
      },
    },
  }));

/** The way through a layer, by something that comes into it, or by one of its parameters, counted on. */
function wayThrough(
  book: Book,
  problem: Problem,
  layer: number,
  which: number,
  added?: { readonly from: readonly string[]; readonly slope: (of: (name: string) => Tensor) => Tensor },
): Way {
  const paper = problem.layers[layer - 1]!;
  const names = namesOf(problem, layer);
  const taken = names.slice(0, paper.takes.length);
  const symbols = names.slice(paper.takes.length);
  const pieces = pieceNames(book, layer);
  const delta = `delta${layer}`;
  const isTaken = which < taken.length;
  const own = isTaken ? [delta, ...symbols, ...taken] : [...taken, delta, ...symbols];
  const from = [...own, ...pieces, ...(added?.from.filter((name) => !own.includes(name)) ?? [])];
  return {
    ending: `_via${layer}`,
    through: `through layer ${layer}`,
    write: {
      from,
      called: `slope of ${paper.kind}`,
      derive(...placeholders) {
        const of = (name: string): Tensor => placeholders[from.indexOf(name)]!;
        const whole = inside(paper, names.map(of), of(delta));
        const slope = whole.slopes[which]!;
        const fit = isTaken ? slope : overBatch(slope, problem);
        return inPieces(book, added ? fit.add(added.slope(of)) : fit, whole, pieces);
      },
    },
  };
}

function writeDelta(book: Book, problem: Problem, layer: number): void {
  const { mask } = problem.layers[layer - 1]!;
  const outputs = mask ? [] : outputsAt(problem, layer);
  const isCoupled = book.value(`da_dz${layer}`).rank === 3;
  const measured = outputs.map(({ suffix }) => `y${suffix}`);
  // What else comes to the loss from here is multiplied by the slope as ever.
  const beside = book.steps
    .map(({ id }) => id)
    .filter((id) => id.startsWith(`dL_da${layer}_`) && !id.startsWith(`dL_da${layer}${lossEnding}`));
  book.write({
    quantity: `delta${layer}`,
    layer,
    title: `derivative of ${whoseLoss(problem, `a${layer}`)} by its pre-activations of layer ${layer}`,
    from: [
      `dL_da${layer}`,
      `da_dz${layer}`,
      ...(outputs.length > 0 ? [`z${layer}`, `a${layer}`, ...measured, ...beside] : []),
    ],
    derive(dL, slope, z, _a, ...others) {
      const through = (by: Tensor): Tensor => (isCoupled ? rowTimesJacobian(by, slope) : by.mul(slope));
      if (outputs.length === 0) return through(dL);
      const targets = others.slice(0, outputs.length);
      const rest = others.slice(outputs.length).map(through);
      return throughBoth(book, problem, layer, { outputs, targets, z, product: through(dL), rest });
    },
  });
}

function rowTimesJacobian(row: Tensor, jacobian: Tensor): Tensor {
  const [rows, width] = row.shape as [number, number];
  return row.reshape([rows, 1, width]).matmul(jacobian).reshape([rows, width]);
}

/**
 * At the output, loss and activation are differentiated together: the two factors alone may be ∞ and 0. Where that
 * comes down to a short formula, such as a − y, it is written too.
 */
function throughBoth(
  book: Book,
  problem: Problem,
  layer: number,
  { outputs, targets, z, product, rest }: Measured,
): Derivation {
  const output = withoutMarks(problem.layers[layer - 1]!.activation(z));
  const losses = stabilize(outputs.map((one, i) => one.perExample(output, targets[i]!).sum()));
  const slopes = losses.map((loss, i) => counted(gradients(loss, [z])[0]!, outputs[i]!));
  const result = [...slopes, ...rest].reduce((sum, part) => sum.add(part));
  if (outputs.length > 1 || rest.length > 0) return { result, shown: product };
  const [{ suffix }, y] = [outputs[0]!, targets[0]!];
  const sumsToOne = rowSums(book.value(`y${suffix}`)).every((sum) => Math.abs(sum - 1) < 1e-12);
  const known = (node: Tensor, x: Tensor): Tensor | undefined =>
    sumsToOne && node.source?.primitive.name === "sum" && x === y ? fullLike(node, 1) : unguarded(node);
  const short = print(
    result,
    new Map([
      [z, "⟦z⟧"],
      [y, "y"],
      [output, "a"],
    ]),
    "text",
    known,
  );
  if (short.includes("⟦z⟧") || short.length > mostCharacters) return { result, shown: product };
  const shorthands = [{ part: output, symbol: `a${layer}`, value: book.value(`a${layer}`) }];
  return { result, known, shorthands, frame: chainOf(layer) };
}

/** What the delta of a layer with a loss of its own is made of, on placeholders. */
interface Measured {
  readonly outputs: readonly PaperOutput[];
  readonly targets: readonly Tensor[];
  readonly z: Tensor;
  /** The two factors, multiplied. */
  readonly product: Tensor;
  /** What comes back on other ways than through the losses. */
  readonly rest: readonly Tensor[];
}

/** What is longer than this is no shorter than the product. */
const mostCharacters = 24;

const rowSums = (x: Tensor): number[] => Array.from((x.rank > 1 ? x.sum(-1) : x).toTypedArray());

/** Puts the two factors before what they come down to. */
const chainOf =
  (layer: number) =>
  (formula: string, format: Format): string => {
    const factors = [`dL_da${layer}`, `da_dz${layer}`];
    return `${format === "latex" ? factors.map(latexOf).join(" \\cdot ") : factors.join("·")} = ${formula}`;
  };

/** The gradients of a layer's parameters; of those that are in several places, once all of these have been passed. */
function writeGradients(book: Book, problem: Problem, layer: number): void {
  for (const { symbol } of problem.layers[layer - 1]!.parameters) {
    const places = placesOf(problem, symbol);
    if (places[0] !== layer) continue;
    const direct = activityWays(problem, symbol, false);
    const penalty = penaltySlope(problem, symbol);
    const isOneWay = places.length + direct.length === 1;
    const ways = places.map((place) => {
      const own = problem.layers[place - 1]!;
      const which = own.takes.length + own.parameters.findIndex((one) => one.symbol === symbol);
      return wayThrough(book, problem, place, which, isOneWay ? penalty : undefined);
    });
    const penalized: Way[] =
      penalty && !isOneWay
        ? [
            {
              ending: "_penalty",
              through: "through the penalty",
              write: {
                from: penalty.from,
                derive: (...given) => penalty.slope((name) => given[penalty.from.indexOf(name)]!),
              },
            },
          ]
        : [];
    writeSum(book, [...ways, ...direct, ...penalized], {
      quantity: `d${symbol}`,
      layer,
      title: `derivative of the loss by the ${calledOf(symbol)} of layer ${layer}`,
    });
  }
}

/** What the regularizer adds to a gradient. */
function penaltySlope(problem: Problem, symbol: string): Parameters<typeof wayThrough>[4] {
  const { regularizer } = problem;
  const weights = regularized(problem);
  const own = weights.findIndex((one) => one.symbol === symbol);
  if (!regularizer || own < 0) return undefined;
  const from = weights.map((one) => one.symbol);
  return {
    from,
    slope(of) {
      const all = from.map(of);
      return gradients(regularizer(named(weights, all)), [all[own]!])[0]!;
    },
  };
}
