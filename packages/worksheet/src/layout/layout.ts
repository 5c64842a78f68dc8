import type { Network, Ports } from "@chainrule/network";
import type { Sheet } from "../sheet/types.ts";
import { writeBackward } from "./backward.ts";
import { Book } from "./book.ts";
import { writeForward, writeGiven } from "./forward.ts";
import { writeLoss } from "./loss.ts";
import type { Problem } from "./problem.ts";
import { type NetworkStep, problemOfNetwork } from "./problemOfNetwork.ts";
import { problemOfSheet } from "./problemOfSheet.ts";
import type { Step } from "./step.ts";
import { writeUpdate } from "./update.ts";

/** A training step, every number of it. */
export interface Worksheet {
  readonly problem: Problem;
  /** In the order of the calculation, what is given first. */
  readonly steps: readonly Step[];
}

/** Writes a training step as on paper: forward, loss, each factor of the chain rule, each gradient, the update. */
export function layout(problem: Problem): Worksheet {
  const book = new Book();
  writeGiven(book, problem);
  writeForward(book, problem);
  writeLoss(book, problem);
  writeBackward(book, problem);
  writeUpdate(book, problem);
  return { problem, steps: book.steps };
}

/** The worksheet of the net that a sheet describes, whatever its steps say. */
export const layoutSheet = (sheet: Sheet): Worksheet => layout(problemOfSheet(sheet));

/** The worksheet of one training step of a network. */
export const layoutNetwork = <X extends Ports, Y extends Ports>(
  net: Network<X, Y>,
  step: NetworkStep<X, Y>,
): Worksheet => layout(problemOfNetwork(net, step));
