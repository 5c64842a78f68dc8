import type { Activity, PaperOutput, Parameter, Problem } from "./problem.ts";

/** How many examples there are. */
export const examplesOf = ({ inputs }: Problem): number => inputs[0]!.value.shape[0]!;

/** The layers that take a quantity. */
export const takersOf = ({ layers }: Problem, symbol: string): number[] =>
  layers.flatMap(({ takes }, i) => (takes.includes(symbol) ? [i + 1] : []));

/** The layers that learn a parameter: more than one where a layer is used in several places. */
export const placesOf = ({ layers }: Problem, symbol: string): number[] =>
  layers.flatMap(({ parameters }, i) => (parameters.some((own) => own.symbol === symbol) ? [i + 1] : []));

/** The parameters of all layers, each once, where it comes in first. */
export function parametersOf({ layers }: Pick<Problem, "layers">): (Parameter & { readonly layer: number })[] {
  const found = new Map<string, Parameter & { readonly layer: number }>();
  layers.forEach(({ parameters }, i) => {
    for (const one of parameters) if (!found.has(one.symbol)) found.set(one.symbol, { ...one, layer: i + 1 });
  });
  return [...found.values()];
}

/** What is measured by a loss at a layer. */
export const outputsAt = ({ outputs }: Problem, layer: number): PaperOutput[] =>
  outputs.filter((output) => output.layer === layer);

/** What adds to the loss by itself and looks at a quantity. */
export const activitiesOf = ({ activities }: Problem, symbol: string): Activity[] =>
  activities.filter(({ from }) => from.includes(symbol));

/** The layers that some quantities come to, one by one. */
export function reachedFrom({ layers }: Problem, symbols: readonly string[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const changed = new Set(symbols);
  layers.forEach(({ takes }, i) => {
    if (!takes.some((taken) => changed.has(taken))) return;
    reached.add(i + 1);
    changed.add(`a${i + 1}`);
  });
  return reached;
}

/** Whether each layer takes what the one before it gives, and nothing else, and the last is the one output. */
export const isChain = ({ inputs, layers, outputs }: Problem): boolean =>
  inputs.length === 1 &&
  outputs.length === 1 &&
  outputs[0]!.layer === layers.length &&
  layers.every(({ takes }, i) => takes.length === 1 && takes[0] === (i === 0 ? inputs[0]!.symbol : `a${i}`));
