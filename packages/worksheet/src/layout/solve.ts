import { type Parameters, slice, type Solver, tensor, type Tensor, treeFrom } from "@chainrule/tensor";
import type { Book } from "./book.ts";
import { writeDirection } from "./direction.ts";
import { calledOf } from "./symbols.ts";
import { leavesOf } from "./memory.ts";
import type { Problem } from "./problem.ts";
import { flat, lengthAlong, sizeOf, type Solution, solution } from "./solution.ts";
import type { Trained } from "./trained.ts";

/**
 * The step of a solver: all gradients in one row, the direction with its pieces, what was tried along it, the new
 * weights. How far it goes has no formula: that is found by trying.
 */
export function writeSolve(book: Book, problem: Problem, solver: Solver): void {
  const found = solution(problem, solver);
  const { trained, initial, memory, after } = found;
  if (solver.direction) {
    writeGradient(book, trained);
    writeDirection(book, problem, memory, (g, state) => solver.direction!(g, treeFrom(initial, state)));
    writeSearch(book, problem, found);
    writeMoved(book, trained);
  } else {
    writeFound(book, problem, found);
  }
  const uses = solver.direction ? ["g", "d", "step"] : ["tried"];
  for (const { symbol, kind, of, layer, value } of leavesOf(after, trained)) {
    const title = `${problem.optimizerName}: the ${kind} of ${of}, after this step`;
    book.found(symbol, layer, title, value.rank > 1 ? filledRows(value) : value, uses);
  }
}

function writeGradient(book: Book, trained: readonly Trained[]): void {
  const names = trained.map(({ symbol }) => `d${symbol}`);
  book.write({
    quantity: "g",
    layer: 0,
    title: `all gradients in one row: ${names.join(", ")}`,
    from: names,
    derive: (...gradients) => flat(gradients),
  });
}

/** What was tried along the direction, and where it ended. */
function writeSearch(book: Book, { optimizerName }: Problem, { tries, changeTo, end }: Solution): void {
  book.write({
    quantity: "slope",
    layer: 0,
    title: "how the loss falls along the direction, at its start",
    from: ["g", "d"],
    derive: (g, d) => g.mul(d).sum(),
  });
  const lengthOf = (parameters: Parameters): number => lengthAlong(book.value("d"), changeTo(parameters));
  const rows = tries.map(({ parameters, loss }) => [lengthOf(parameters), loss.item()]);
  const tried = `${optimizerName}: what the line search tried: how far along d, and the loss there`;
  book.found("tried", 0, tried, tensor(rows, { dtype: "float64" }), ["d", "slope"]);
  const length = tensor(lengthOf(end), { dtype: "float64" });
  book.found("step", 0, `${optimizerName}: how far along d it went`, length, ["tried"]);
}

/** The new weights: so far along their part of the direction. */
function writeMoved(book: Book, trained: readonly Trained[]): void {
  let next = 0;
  const parts = trained.map((one) => ({ ...one, from: next, to: (next += sizeOf(one.value)) }));
  for (const { symbol, layer, value, from, to } of parts) {
    book.write({
      quantity: `d_${symbol}`,
      layer,
      title: `the direction of ${symbol}`,
      from: ["d"],
      derive: (d) => slice(d, 0, from, to).reshape(value.shape),
    });
    book.write({
      quantity: `${symbol}_new`,
      layer,
      title: `new ${calledOf(symbol)} of layer ${layer}`,
      from: [symbol, "step", `d_${symbol}`],
      derive: (parameter, step, direction) => parameter.add(step.mul(direction)),
    });
  }
}

/** A solver that says nothing of a direction: where it looked, and where it ended. */
function writeFound(book: Book, { optimizerName }: Problem, { trained, tries, end }: Solution): void {
  const uses = trained.flatMap(({ symbol }) => [symbol, `d${symbol}`]);
  const losses = tries.map(({ loss }) => loss.item());
  const title = `${optimizerName}: the losses at the weights that it tried`;
  book.found("tried", 0, title, tensor(losses, { dtype: "float64" }), uses);
  for (const { symbol, name, layer } of trained) {
    const what = symbol.startsWith("W") ? "weights" : "biases";
    book.found(`${symbol}_new`, layer, `${optimizerName}: new ${what} of layer ${layer}`, end[name]!, ["tried"]);
  }
}

/** A history fills from its end: without the rows that nothing has come to yet. */
function filledRows(history: Tensor): Tensor {
  const rows = history.toArray() as number[][];
  const first = rows.findIndex((row) => row.some((x) => x !== 0));
  return slice(history, 0, first < 0 ? rows.length - 1 : first, rows.length);
}
