import { type Optimizer, Tensor, tensor, treeFrom } from "@chainrule/tensor";
import type { Book } from "./book.ts";
import { isBias } from "./denseLayer.ts";
import { parametersOf } from "./graph.ts";
import { gathered } from "./gathered.ts";
import { calledOf } from "./symbols.ts";
import { type Leaf, leavesOf, rememberedOf } from "./memory.ts";
import { writeLossAfter } from "./lossAfter.ts";
import type { Problem } from "./problem.ts";
import { writeSolve } from "./solve.ts";
import { lossAt, record, trainedOf } from "./trained.ts";

/** The optimizer's memory, the new weights, and the loss that they give. */
export function writeUpdate(book: Book, problem: Problem): void {
  const { optimizer } = problem;
  if ("solve" in optimizer) writeSolve(book, problem, optimizer);
  else writeDescent(book, problem, optimizer);
  writeKeptBiases(book, problem);
  writeCarried(book, problem);
  writeLossAfter(book, problem);
}

function writeDescent(book: Book, problem: Problem, optimizer: Optimizer): void {
  const trained = trainedOf(problem);
  const initial = optimizer.init(
    record(
      trained,
      trained.map(({ value }) => value),
    ),
  );
  const leaves = leavesOf(initial, trained);
  const old = leaves.map(({ symbol }) => `${symbol}_old`);
  const from = [
    ...trained.flatMap(({ symbol }) => [symbol, `d${symbol}`]),
    ...old,
    ...(leaves.length > 0 ? ["t"] : []),
    "loss",
  ];
  const step = tensor(problem.stepsBefore + 1, { dtype: "float64" });
  const elsewhere = lossAt(problem, trained);
  const updated = (
    placeholders: readonly Tensor[],
  ): { updates: Readonly<Record<string, Tensor>>; after: Tensor[]; parameters: Tensor[] } => {
    const parameters = trained.map((_, i) => placeholders[2 * i]!);
    const gradients = trained.map((_, i) => placeholders[2 * i + 1]!);
    const memory = placeholders.slice(2 * trained.length, 2 * trained.length + leaves.length);
    const [updates, state] = optimizer.update(record(trained, gradients), treeFrom(initial, memory), {
      parameters: record(trained, parameters),
      step: leaves.length > 0 ? placeholders[from.length - 2]! : step,
      loss: placeholders[from.length - 1]!,
      key: problem.key,
      valueAndGrad: elsewhere,
    });
    return { updates, after: leavesOf(state, trained).map(({ value }) => value), parameters };
  };

  const remembered = leaves.map((leaf) => rememberedOf(problem, leaf));
  const called = calledMemories(
    leaves,
    from,
    (name) => {
      const i = old.indexOf(name);
      return i >= 0 ? remembered[i]! : name === "t" ? step : book.value(name);
    },
    (placeholders) => updated(placeholders).after,
  );
  leaves.forEach(({ layer }, i) => book.given(old[i]!, layer, `${called[i]!}, before this step`, remembered[i]!));
  if (leaves.length > 0) book.given("t", 0, "the number of this step", step);
  leaves.forEach((leaf, i) =>
    book.write({
      quantity: leaf.symbol,
      layer: leaf.layer,
      title: `${problem.optimizerName}: ${called[i]!}, after this step`,
      from,
      called: problem.optimizerName,
      derive: (...placeholders) => updated(placeholders).after[i]!,
    }),
  );
  for (const [i, { symbol, name, layer }] of trained.entries()) {
    book.write({
      quantity: `${symbol}_new`,
      layer,
      title: `new ${calledOf(symbol)} of layer ${layer}`,
      from: [...from, ...leaves.map((leaf) => leaf.symbol)],
      called: problem.optimizerName,
      derive(...placeholders) {
        const { updates, after, parameters } = updated(placeholders);
        const shorthands = leaves.map((leaf, k) => ({
          part: after[k]!,
          symbol: leaf.symbol,
          value: book.value(leaf.symbol),
        }));
        return { result: parameters[i]!.add(updates[name]!), shorthands };
      },
    });
  }
}

/** What each part of the memory is, as the expressions that make them tell; else by the name that the optimizer has. */
function calledMemories(
  leaves: readonly Leaf[],
  names: readonly string[],
  valueOf: (name: string) => Tensor,
  afterFrom: (placeholders: readonly Tensor[]) => Tensor[],
): string[] {
  const values = names.map(valueOf);
  const inputs = values.map((value) => new Tensor(value));
  const results = afterFrom(inputs);
  return leaves.map(({ symbol, kind, of }, i) => {
    const before = inputs[names.indexOf(`${symbol}_old`)]!;
    const after = results[i]!;
    const beside = new Map(leaves.flatMap((leaf, k) => (k === i ? [] : [[results[k]!, leaf.symbol] as const])));
    const words = gathered({ before, after, inputs, values, names, gradient: `d${of}`, beside });
    return words ? `the ${words}` : `what it keeps as “${kind}” for ${of}`;
  });
}

function writeKeptBiases(book: Book, problem: Problem): void {
  if (problem.updateBiases) return;
  for (const { symbol, layer } of parametersOf(problem).filter((parameter) => isBias(parameter.symbol))) {
    book.write({
      quantity: `${symbol}_new`,
      layer,
      title: `biases of layer ${layer}, which are not trained`,
      from: [symbol],
      derive: (b) => b,
    });
  }
}

/** What layers carry on, such as a running mean: how it is after the step. */
function writeCarried(book: Book, { layers }: Problem): void {
  layers.forEach(({ kind, carried }, i) => {
    for (const { symbol, kind: what, from, next } of carried) {
      book.write({
        quantity: `${symbol}_new`,
        layer: i + 1,
        title: `${what} of layer ${i + 1}, after this step`,
        from,
        called: kind,
        derive: (...given) => next(...given),
      });
    }
  });
}
