import {
  add,
  type Box,
  columnsOf,
  isPoint,
  matmul,
  multiply,
  pointOf,
  rearrange,
  repeatRow,
  rowsOf,
  scale,
  sumRows,
  transpose,
} from "./box.ts";
import { lossSlopes, lossSlopesThrough, slopes } from "./calculus.ts";
import type { Calculation, Makers, Operands, Term } from "./calculation.ts";
import type { Chain } from "./chain.ts";
import { inFull, outputOf } from "./forward.ts";
import { penaltySlope } from "./penalty.ts";
import { slopeFromOutput } from "./slopeFromOutput.ts";

/** Derivatives: of the loss by activations, pre-activations, weights, biases and inputs. */
export const backward: Makers = {
  dL_da: (chain, layer) => {
    if (layer === chain.layers) return bySlope(chain, layer);
    return chain.takes(`dL_da${layer}_terms`) ? sumOfTerms(chain, layer) : back(chain, layer + 1);
  },
  dL_da_terms: (chain, layer) => terms(chain, layer + 1),
  dz_dW: (chain, layer) => incoming(chain, layer),
  da_dz: (chain, layer) => slope(chain, layer),
  delta: (chain, layer) => delta(chain, layer),
  dW: (chain, layer) => outer(chain, layer, { left: chain.incoming(layer), delta: chain.of("delta", layer) }),
  db: (chain, layer) => overExamples(chain, layer),
  dx: (chain) => back(chain, 1),
};

const bySlope = (chain: Chain, layer: number): Calculation => ({
  operands: { a: chain.of("a", layer), y: chain.of("y") },
  sources: { a: `a${layer}`, y: "y" },
  compute: (o) => lossSlopes(chain.net.loss, o.a!, o.y!),
});

function slope(chain: Chain, layer: number): Calculation {
  const activation = chain.net.activations[layer - 1]!;
  const mask = chain.net.masks.get(layer);
  const masked = (box: Box): Box => {
    if (!mask) return box;
    const factor = pointOf(mask);
    const inner = box.low.length / factor.low.length;
    return multiply(
      box,
      rearrange(factor, box.shape, (i) => Math.floor(i / inner)),
    );
  };
  const fromOutput = chain.habits.slope === "a" && !mask ? slopeFromOutput(activation) : undefined;
  if (fromOutput)
    return { operands: { a: chain.of("a", layer) }, sources: { a: `a${layer}` }, compute: ({ a }) => fromOutput(a!) };
  const operands = { z: chain.of("z", layer) };
  return { operands, sources: { z: `z${layer}` }, compute: ({ z }) => masked(slopes(activation, z!)) };
}

function delta(chain: Chain, layer: number): Calculation {
  const operands = { outer: chain.of("dL_da", layer), slope: chain.of("da_dz", layer) };
  const factors = { ...product(operands), sources: { outer: `dL_da${layer}`, slope: `da_dz${layer}` } };
  const taken = chain.takes(`dL_da${layer}`) || chain.takes(`da_dz${layer}`);
  if (layer < chain.layers || taken || !inFull(chain)) return factors;
  // The two factors alone may be ∞ and 0.
  return {
    ...factors,
    compute: (o) =>
      o.outer === operands.outer && o.slope === operands.slope
        ? lossSlopesThrough(outputOf(chain, chain.of("z", layer)))
        : factors.compute(o),
  };
}

/** What reaches the layer before: delta · Wᵀ. */
function back(chain: Chain, layer: number): Calculation {
  return {
    operands: { delta: chain.of("delta", layer), weights: chain.of("W", layer) },
    sources: { delta: `delta${layer}`, weights: `W${layer}` },
    compute: (o) => matmul(o.delta!, transpose(o.weights!)),
    terms: (o, cell) => {
      const [inner, columns] = [columnsOf(o.delta!), rowsOf(o.weights!)];
      const [row, column] = [Math.floor(cell / columns), cell % columns];
      return Array.from({ length: inner }, (_, k): Term => ({
        scale: 1,
        factors: [
          { role: "delta", index: row * inner + k },
          { role: "weights", index: column * inner + k },
        ],
      }));
    },
  };
}

/** The products that add up to what reaches each neuron: a row for each neuron of the layer, for one example. */
function terms(chain: Chain, layer: number): Calculation {
  return {
    operands: { delta: chain.of("delta", layer), weights: chain.of("W", layer) },
    sources: { delta: `delta${layer}`, weights: `W${layer}` },
    compute: (o) => multiply(o.weights!, repeatRow(o.delta!, rowsOf(o.weights!))),
    terms: (o, index) => [
      {
        scale: 1,
        factors: [
          { role: "delta", index: index % columnsOf(o.weights!) },
          { role: "weights", index },
        ],
      },
    ],
  };
}

/** For those who wrote these products down. */
function sumOfTerms(chain: Chain, layer: number): Calculation {
  return {
    operands: { parts: chain.of("dL_da_terms", layer) },
    sources: { parts: `dL_da${layer}_terms` },
    compute: (o) => sumRows(transpose(o.parts!)),
    terms: (o, cell) => {
      const n = columnsOf(o.parts!);
      return Array.from({ length: n }, (_, k) => ({ scale: 1, factors: [{ role: "parts", index: cell * n + k }] }));
    },
  };
}

/** The derivative of each pre-activation by its weights: what comes in, once for each neuron. */
const incoming = (chain: Chain, layer: number): Calculation => ({
  operands: { left: chain.incoming(layer) },
  sources: { left: chain.incomingName(layer) },
  compute: ({ left }) => repeatRow(left!, chain.net.sizes[layer]!),
});

/** The chain rule through an activation: number by number, or row by row with a Jacobian. */
export function product(operands: Operands): Calculation {
  const terms = (o: Operands, cell: number): Term[] => {
    const n = columnsOf(o.outer!);
    if (o.slope!.shape.length === 2) {
      return [
        {
          scale: 1,
          factors: [
            { role: "outer", index: cell },
            { role: "slope", index: cell },
          ],
        },
      ];
    }
    const [row, i] = [Math.floor(cell / n), cell % n];
    return Array.from({ length: n }, (_, k) => ({
      scale: 1,
      factors: [
        { role: "outer", index: row * n + k },
        { role: "slope", index: (row * n + k) * n + i },
      ],
    }));
  };
  return {
    operands,
    compute: (o) => (o.slope!.shape.length === 2 ? multiply(o.outer!, o.slope!) : summed(o, terms)),
    terms,
  };
}

/** Every cell as the sum of its terms. */
function summed(operands: Operands, terms: (o: Operands, cell: number) => readonly Term[]): Box {
  const { shape } = operands.outer!;
  const size = operands.outer!.low.length;
  const low = new Float64Array(size);
  const exact = Object.values(operands).every(isPoint);
  const high = exact ? low : new Float64Array(size);
  for (let cell = 0; cell < size; cell++) {
    for (const term of terms(operands, cell)) {
      const [from, to] = termRange(operands, term);
      low[cell]! += from;
      if (!exact) high[cell]! += to;
    }
  }
  return { shape, low, high };
}

/** The range of one term. */
export function termRange(operands: Operands, { scale: factor, factors }: Term): readonly [low: number, high: number] {
  let [low, high] = [factor, factor];
  for (const { role, index } of factors) {
    const [a, b] = [operands[role]!.low[index]!, operands[role]!.high[index]!];
    const corners = [low * a, low * b, high * a, high * b];
    [low, high] = [Math.min(...corners), Math.max(...corners)];
  }
  return [low, high];
}

const share = (chain: Chain): number => (chain.net.batch === "mean" ? 1 / chain.examples : 1);

function outer(chain: Chain, layer: number, operands: Operands): Calculation {
  const extra = chain.net.regularizer && penaltySlope(chain, layer);
  const all: Operands = extra ? { ...operands, penalty: extra } : operands;
  return {
    operands: all,
    sources: { left: chain.incomingName(layer), delta: `delta${layer}` },
    compute: (o) => {
      const sum = scale(matmul(transpose(o.left!), o.delta!), share(chain));
      return o.penalty ? add(sum, o.penalty) : sum;
    },
    terms: (o, cell) => {
      const [inner, columns] = [columnsOf(o.left!), columnsOf(o.delta!)];
      const [row, column] = [Math.floor(cell / columns), cell % columns];
      return Array.from({ length: rowsOf(o.left!) }, (_, n) => ({
        scale: share(chain),
        factors: [
          { role: "left", index: n * inner + row },
          { role: "delta", index: n * columns + column },
        ],
      }));
    },
  };
}

function overExamples(chain: Chain, layer: number): Calculation {
  return {
    operands: { delta: chain.of("delta", layer) },
    sources: { delta: `delta${layer}` },
    compute: (o) => scale(sumRows(o.delta!), share(chain)),
    terms: (o, cell) => {
      const columns = columnsOf(o.delta!);
      return Array.from({ length: rowsOf(o.delta!) }, (_, n) => ({
        scale: share(chain),
        factors: [{ role: "delta", index: n * columns + cell }],
      }));
    },
  };
}
