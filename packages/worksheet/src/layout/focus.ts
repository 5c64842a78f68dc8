import { ValueError } from "@chainrule/tensor";
import { weightsOf } from "./denseLayer.ts";
import { placesOf, reachedFrom, takersOf } from "./graph.ts";
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
  const paper = problem.layers[layer! - 1]!;
  const weights = paper.parameters[0]!.symbol;
  // Shared weights are on the way wherever they are used.
  const places = placesOf(problem, weights);
  const beyond = reachedFrom(
    problem,
    places.map((place) => `a${place}`),
  );
  const taken = places.flatMap((place) => problem.layers[place - 1]!.takes);
  return focus(`the way from the loss to weight ${path}`, most, ({ family, at, rank, quantity }) => {
    if (isOfWhole(problem, quantity, new Set([...places, ...beyond]))) return everything(rank);
    const updated = ownerOf(problem, quantity);
    if (quantity === weights || updated === weights) return [f, t];
    if (updated !== undefined) return undefined;
    if (taken.includes(quantity)) return ["all", f];
    if (places.includes(at)) {
      if (family === "b") return [t];
      return rank === 3 ? ["all", "all", t] : ["all", t];
    }
    return beyond.has(at) ? everything(rank) : undefined;
  });
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
  const taken = problem.layers[layer! - 1]!.takes;
  const next = takersOf(problem, `a${layer}`);
  const measured = new Set([layer!, ...reachedFrom(problem, [`a${layer}`])]);
  return focus(`neuron ${path}`, most, ({ family, at, rank, quantity }) => {
    if (family !== "loss_terms" && isOfWhole(problem, quantity, measured)) return everything(rank);
    if (taken.includes(quantity)) return everything(rank);
    if (next.includes(at)) return family === "W" ? [n, "all"] : family === "delta" ? everything(rank) : undefined;
    if (at !== layer || /^(loss_terms|activity)/.test(family)) return undefined;
    return rank === 3 ? ["all", "all", n] : rank === 1 ? [n] : ["all", n];
  });
}

const everything = (rank: number): Axis[] => Array.from({ length: rank }, () => "all");

/** Whether a quantity is of the loss of layers, or of the step as a whole. */
function isOfWhole({ outputs, activities }: Problem, quantity: string, layers: ReadonlySet<number>): boolean {
  const own = [
    ...outputs.map(({ suffix, layer }) => ({ names: [`y${suffix}`, `loss_terms${suffix}`, `loss${suffix}`], layer })),
    ...activities.map(({ symbol, layer }) => ({ names: [symbol], layer })),
  ];
  return (
    ["loss", "loss_after", "penalty", "t", "step"].includes(quantity) ||
    own.some(({ names, layer }) => names.includes(quantity) && layers.has(layer))
  );
}

/** The parameter whose step a quantity belongs to: as itself, its gradient, memory, or new value. */
const ownerOf = ({ layers }: Problem, quantity: string): string | undefined =>
  layers
    .flatMap(({ parameters, carried }) => [...parameters, ...carried])
    .map(({ symbol }) => symbol)
    .find((symbol) => new RegExp(`^(d|\\w+_)${symbol}(_|$)|^${symbol}_new$`).test(quantity));

/** What a quantity is, without its layer: `W_new`, `dL_da`. */
const familyOf = (quantity: string): string => quantity.replace(/\d+(_new|_old|_.*)?$/, "$1");

interface Asked {
  readonly family: string;
  readonly at: number;
  readonly rank: number;
  readonly quantity: string;
}

function focus(title: string, most: number, choose: (asked: Asked) => Axis[] | undefined): Focus {
  return {
    title,
    cellsOf({ quantity, layer, value }) {
      const axes = choose({ family: familyOf(quantity), at: layer, rank: value.rank, quantity });
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
