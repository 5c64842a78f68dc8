import { add, type Box, columnsOf, matmul, multiply, pointOf, repeatRow, rowsOf, scale, sumRows } from "./box.ts";
import { activate, lossTerms, lossTermsThrough } from "./calculus.ts";
import type { Calculation, Makers, Operands, Term } from "./calculation.ts";
import type { Chain } from "./chain.ts";
import { penalty } from "./penalty.ts";

/** Pre-activations, activations and the loss. */
export const forward: Makers = {
  z: (chain, layer) => ({
    ...weighted({ left: chain.incoming(layer), weights: chain.of("W", layer), bias: chain.of("b", layer) }),
    sources: { left: chain.incomingName(layer), weights: `W${layer}`, bias: `b${layer}` },
  }),
  a: (chain, layer) => ({
    operands: activationOperands(chain, layer),
    sources: { z: `z${layer}` },
    compute: (o) => activated(chain, layer, o),
  }),
  loss_terms: (chain) => {
    const operands = { a: chain.of("a", chain.layers), y: chain.of("y") };
    const { a, y } = operands;
    return {
      operands,
      sources: { a: `a${chain.layers}`, y: "y" },
      compute: (o) =>
        o.a === a && o.y === y && inFull(chain)
          ? lossTermsThrough(outputOf(chain, chain.of("z", chain.layers)))
          : lossTerms(chain.net.loss, o.a!, o.y!),
    };
  },
  loss: (chain) => ({ ...reduced(chain, { terms: chain.of("loss_terms") }, "W"), sources: { terms: "loss_terms" } }),
  loss_after: (chain) => lossAfter(chain),
};

/** Whether loss and activation may be taken together. */
const isTogether = ({ habits, net, layers }: Chain): boolean => !habits.apart && !net.masks.has(layers);

/** Whether they are: nothing of the output is shortened in between. */
export const inFull = (chain: Chain): boolean => isTogether(chain) && !chain.takes(`a${chain.layers}`);

/** The output layer with its loss, from these pre-activations. */
export const outputOf = (chain: Chain, z: Box): Parameters<typeof lossTermsThrough>[0] => ({
  loss: chain.net.loss,
  activation: chain.net.activations.at(-1)!,
  z,
  y: chain.of("y"),
});

/** The loss with the new weights; whoever shortens numbers on the way may do so with each of them. */
export function lossAfter(chain: Chain, shorten: Shorten = {}): Calculation {
  const { z, a } = afterwards(chain, shorten);
  const together = shorten.values === undefined && isTogether(chain);
  const terms = together ? lossTermsThrough(outputOf(chain, z)) : lossTerms(chain.net.loss, a, chain.of("y"));
  return reduced(chain, { terms: shorten.values?.(terms) ?? terms }, "W_new");
}

interface Shorten {
  readonly weights?: (box: Box) => Box;
  /** Pre-activations, activations and the terms of the loss. */
  readonly values?: (box: Box) => Box;
}

const activationOperands = (chain: Chain, layer: number): Operands => {
  const mask = chain.net.masks.get(layer);
  return { z: chain.of("z", layer), ...(mask && { mask: pointOf(mask) }) };
};

function activated(chain: Chain, layer: number, { z, mask }: Operands): Box {
  const a = activate(chain.net.activations[layer - 1]!, z!);
  return mask ? multiply(a, mask) : a;
}

/** left · weights + bias */
function weighted(operands: Operands): Calculation {
  return {
    operands,
    compute: ({ left, weights, bias }) => {
      const sum = matmul(left!, weights!);
      return bias ? add(sum, repeatRow(bias, rowsOf(sum))) : sum;
    },
    terms: ({ left, weights, bias }, cell) => {
      const [inner, columns] = [columnsOf(left!), columnsOf(weights!)];
      const [row, column] = [Math.floor(cell / columns), cell % columns];
      const products = Array.from({ length: inner }, (_, k): Term => ({
        scale: 1,
        factors: [
          { role: "left", index: row * inner + k },
          { role: "weights", index: k * columns + column },
        ],
      }));
      return bias ? [...products, { scale: 1, factors: [{ role: "bias", index: column }] }] : products;
    },
  };
}

/** The sum of all terms, or their mean over the examples, with the penalty on the weights if there is one. */
function reduced(chain: Chain, operands: Operands, weights: "W" | "W_new"): Calculation {
  const share = chain.net.batch === "mean" ? 1 / chain.examples : 1;
  const extra = penalty(chain, weights);
  return {
    operands,
    compute: ({ terms }) => {
      const rows = sumRows(terms!);
      const total = sumRows({ ...rows, shape: [columnsOf(rows), 1] });
      const loss = scale(total, share);
      return extra === 0 ? loss : add(loss, pointOf([[extra]]));
    },
    terms: ({ terms }) => Array.from(terms!.low, (_, index) => ({ scale: share, factors: [{ role: "terms", index }] })),
  };
}

/** The outputs with the new weights, and the pre-activations behind them. */
function afterwards(chain: Chain, { weights: poorer = same, values = same }: Shorten): Record<"z" | "a", Box> {
  let [z, a] = [chain.of("x"), chain.of("x")];
  for (let layer = 1; layer <= chain.layers; layer++) {
    const bias = poorer(chain.of(chain.net.updateBiases ? "b_new" : "b", layer));
    const { operands, compute } = weighted({ left: a, weights: poorer(chain.of("W_new", layer)), bias });
    z = values(compute(operands));
    a = values(activated(chain, layer, { ...activationOperands(chain, layer), z }));
  }
  return { z, a };
}

const same = (box: Box): Box => box;
