import { quantity } from "../sheet/quantity.ts";
import { type Box, filled, isPoint, middle, point, pointOf, scale, subtract } from "./box.ts";
import type { Calculation, Makers, Operands } from "./calculation.ts";
import type { Chain } from "./chain.ts";
import { clipped } from "./clip.ts";
import { descend, initialMemory, memoryOf } from "./descend.ts";
import { movedAlong, solvedOf } from "./solve.ts";

/** The optimizer's memory and the new weights. */
export const update: Makers = {
  m_W: (chain, layer) => memory(chain, "m", "W", layer),
  m_b: (chain, layer) => memory(chain, "m", "b", layer),
  v_W: (chain, layer) => memory(chain, "v", "W", layer),
  v_b: (chain, layer) => memory(chain, "v", "b", layer),
  W_new: (chain, layer) => moved(chain, "W", layer),
  b_new: (chain, layer) =>
    chain.net.updateBiases
      ? moved(chain, "b", layer)
      : { operands: { parameter: chain.of("b", layer) }, compute: ({ parameter }) => parameter! },
};

type Part = "W" | "b";

/** As the optimizer sees it. */
export const gradientOf = (chain: Chain, part: Part, layer: number): Box =>
  clipped(chain, chain.of(part === "W" ? "dW" : "db", layer));

/** The shape of a table of parameters as an optimizer sees it. */
export const shapeOf = ({ net }: Chain, part: Part, layer: number): number[] => [
  ...(part === "W" ? [net.sizes[layer - 1]!] : []),
  net.sizes[layer]!,
];

/** The memory at the start: what the sheet says, or what the optimizer begins with. */
export function before(chain: Chain, part: Part, layer: number, gradient: Box): Operands {
  const kept = (slot: "m" | "v"): Box => {
    const rows = chain.net.state.get(quantity(`${slot}_${part}`, layer).name);
    return rows ? pointOf(rows) : filled(gradient.shape, initialMemory(chain.net, slot));
  };
  return { m: kept("m"), v: kept("v") };
}

function memory(chain: Chain, slot: "m" | "v", part: Part, layer: number): Calculation {
  const gradient = gradientOf(chain, part, layer);
  const operands = { gradient, ...before(chain, part, layer, gradient) };
  const shape = shapeOf(chain, part, layer);
  return {
    operands,
    compute: (o) =>
      elementwise(o, ({ gradient: g, m, v }) => descend(chain.net, { shape, gradient: g!, m: m!, v: v! })[slot]),
  };
}

function moved(chain: Chain, part: Part, layer: number): Calculation {
  const { net } = chain;
  if (solvedOf(net)) return movedAlong(chain, part, layer);
  const gradient = gradientOf(chain, part, layer);
  const parameter = chain.of(part, layer);
  // What is shortened on the way is another number than the one that is written.
  const gradientName = net.clipGlobalNorm === undefined ? { gradient: `d${part}${layer}` } : {};
  const sources = { parameter: `${part}${layer}`, ...gradientName };
  if (net.optimizer.name === "sgd") return { ...plainDescent(parameter, gradient, net.rate), sources };
  const start = before(chain, part, layer, gradient);
  const slots = memoryOf(net);
  // The memory after the step, as far as there is one: somebody who wrote it down goes on from what is written.
  const after = Object.fromEntries(slots.map((slot) => [slot, chain.of(`${slot}_${part}`, layer)]));
  return {
    operands: { parameter, gradient, ...after },
    sources,
    compute: (o) =>
      elementwise(
        o,
        ({ parameter: p, gradient: g, m, v }) =>
          descend(net, {
            shape: shapeOf(chain, part, layer),
            ...{ parameter: p!, gradient: g!, m: middle(start.m!), v: middle(start.v!), after: { m, v } },
          }).parameter,
      ),
  };
}

function plainDescent(parameter: Box, gradient: Box, rate: number): Calculation {
  return {
    operands: { parameter, gradient, rate: point([1, 1], Float64Array.of(rate)) },
    compute: (o) => subtract(o.parameter!, scale(o.gradient!, o.rate!.low[0]!)),
    terms: (_, index) => [
      { scale: 1, factors: [{ role: "parameter", index }] },
      {
        scale: -1,
        factors: [
          { role: "rate", index: 0 },
          { role: "gradient", index },
        ],
      },
    ],
  };
}

/** The range of a function of several tables, cell by cell: each table is moved to its ends on its own. */
function elementwise(operands: Operands, f: (numbers: Record<string, Float64Array | undefined>) => Float64Array): Box {
  const center = Object.fromEntries(Object.entries(operands).map(([role, box]) => [role, middle(box)]));
  const { shape } = operands.gradient!;
  const mid = f(center);
  if (Object.values(operands).every(isPoint)) return point(shape, mid);
  const spread = new Float64Array(mid.length);
  for (const [role, { low, high }] of Object.entries(operands)) {
    const [down, up] = [f({ ...center, [role]: low }), f({ ...center, [role]: high })];
    mid.forEach((value, i) => {
      spread[i]! += 1.1 * Math.max(Math.abs(down[i]! - value), Math.abs(up[i]! - value));
    });
  }
  return { shape, low: mid.map((m, i) => m - spread[i]!), high: mid.map((m, i) => m + spread[i]!) };
}
