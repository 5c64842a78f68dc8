import { ValueError } from "@chainrule/tensor";
import { weightsOf } from "./denseLayer.ts";
import type { Worksheet } from "./layout.ts";
import type { Problem } from "./problem.ts";
import type { Step } from "./step.ts";
import { visible } from "./visible.ts";

/** A part of the calculation: the elements of each step that belong to it. */
export interface Focus {
  readonly title: string;
  /** Elements of a step, from 0; none if the step is not on the way. */
  readonly cellsOf: (step: Step) => number[][];
}

type Axis = "all" | number;

/**
 * The complete chain from the loss to one weight.
 *
 * @param path - `layer.from.to`, all counted from 1
 * @throws ValueError if there is no such weight
 */
export function weightPath({ problem }: Worksheet, path: string, most = 8): Focus {
  const [layer, from, to] = numbersOf(path, 3, "weight", "1.2.3 for layer 1, from neuron 2 to neuron 3");
  const shapes = problem.layers.map((paper) => weightsOf(paper)?.shape);
  const shape = shapes[layer! - 1];
  if (!shape || from! > shape[0]! || to! > shape[1]!) {
    const layers = shapes.flatMap((own, i) => (own ? [`layer ${i + 1}: ${own.join(" by ")}`] : [])).join(", ");
    throw new ValueError(
      `explain: expected a weight of the net (${layers}), received ${path}. Write layer.from.to, counted from 1.`,
    );
  }
  const [f, t] = [from! - 1, to! - 1];
  return focus(
    `the way from the loss to weight ${path}`,
    most,
    (family, at, rank, quantity) => {
      if (at > layer! && isOfUpdate(problem, quantity)) return undefined;
      if (at > layer!) return everything(rank);
      if (
        family === "loss" ||
        family === "loss_terms" ||
        family === "loss_after" ||
        family === "y" ||
        family === "penalty" ||
        family === "t" ||
        family === "step"
      )
        return everything(rank);
      if (at === layer! - 1 && (family === "x" || family === "a")) return ["all", f];
      if (at !== layer) return undefined;
      if (rank === 3) return ["all", "all", t];
      if (/^(W|dW|.*_W)/.test(family)) return [f, t];
      if (/^(d?b|.*_b)/.test(family)) return family === "b" ? [t] : undefined;
      return ["all", t];
    },
    problem.layers.length,
  );
}

/**
 * All that goes through one neuron.
 *
 * @param path - `layer.neuron`, both counted from 1
 * @throws ValueError if there is no such neuron
 */
export function neuronPath({ problem }: Worksheet, path: string, most = 8): Focus {
  const [layer, neuron] = numbersOf(path, 2, "neuron", "2.3 for neuron 3 of layer 2");
  const width = problem.layers[layer! - 1]?.outputs;
  if (!width || neuron! > width) {
    const layers = problem.layers.map(({ outputs }, i) => `layer ${i + 1}: ${outputs}`).join(", ");
    throw new ValueError(
      `explain: expected a neuron of the net (${layers}), received ${path}. Write layer.neuron, counted from 1.`,
    );
  }
  const n = neuron! - 1;
  return focus(
    `neuron ${path}`,
    most,
    (family, at, rank) => {
      if (["loss", "loss_after", "y", "t", "step"].includes(family)) return everything(rank);
      if (at === layer! + 1) return family === "W" ? [n, "all"] : family === "delta" ? everything(rank) : undefined;
      if (at === layer! - 1 && (family === "x" || family === "a")) return everything(rank);
      if (at !== layer || family === "loss_terms") return undefined;
      return rank === 3 ? ["all", "all", n] : rank === 1 ? [n] : ["all", n];
    },
    problem.layers.length,
  );
}

const everything = (rank: number): Axis[] => Array.from({ length: rank }, () => "all");

/** Whether a quantity belongs to the step of a parameter: its gradient, memory, or new value. */
const isOfUpdate = ({ layers }: Problem, quantity: string): boolean =>
  layers.some(({ parameters, carried }) =>
    [...parameters, ...carried].some(({ symbol }) => new RegExp(`^(d|\\w+_)${symbol}|^${symbol}_new$`).test(quantity)),
  );

/** What a quantity is, without its layer: `W_new`, `dL_da`. */
const familyOf = (quantity: string): string => quantity.replace(/\d+(_new|_old)?$/, "$1");

function focus(
  title: string,
  most: number,
  choose: (family: string, layer: number, rank: number, quantity: string) => Axis[] | undefined,
  layers: number,
): Focus {
  return {
    title,
    cellsOf({ quantity, layer, value }) {
      const axes = choose(familyOf(quantity), quantity === "y" ? layers : layer, value.rank, quantity);
      if (!axes) return [];
      return axes.reduce<number[][]>(
        (cells, axis, i) => {
          // A table of other columns, such as the means of rows, belongs to the neuron as a whole.
          const places = axis === "all" || axis >= value.shape[i]! ? visible(value.shape[i]!, most) : [axis];
          return cells.flatMap((cell) => places.map((place) => [...cell, place]));
        },
        [[]],
      );
    },
  };
}

function numbersOf(path: string, count: number, what: string, example: string): number[] {
  const numbers = path.split(".").map(Number);
  if (numbers.length === count && numbers.every((n) => Number.isInteger(n) && n > 0)) return numbers;
  throw new ValueError(
    `explain: expected a ${what} as ${count} whole numbers from 1, received ${path}. Write ${example}.`,
  );
}
