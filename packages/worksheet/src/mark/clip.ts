import { type Box, multiply } from "./box.ts";
import type { Chain } from "./chain.ts";

/** A gradient as the optimizer sees it: all of them together no longer than the sheet says. */
export const clipped = (chain: Chain, gradient: Box): Box => shortened(chain, gradient, gradientsOf(chain));

/** The gradient no longer than that by itself, whatever the others are. */
export const clippedAlone = (chain: Chain, gradient: Box): Box => shortened(chain, gradient, [gradient]);

function shortened({ net: { clipGlobalNorm: limit } }: Chain, gradient: Box, together: readonly Box[]): Box {
  if (limit === undefined) return gradient;
  const length = (pick: (low: number, high: number) => number): number =>
    Math.hypot(...together.flatMap(({ low, high }) => Array.from(low, (l, i) => pick(l, high[i]!))));
  const least = length((low, high) => (low * high <= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high))));
  const most = length((low, high) => Math.max(Math.abs(low), Math.abs(high)));
  const factors = [limit / Math.max(most, limit), limit / Math.max(least, limit)];
  const bounds: Box = {
    shape: gradient.shape,
    low: gradient.low.map(() => factors[0]!),
    high: gradient.low.map(() => factors[1]!),
  };
  return multiply(gradient, least === most ? { ...bounds, high: bounds.low } : bounds);
}

/** Of everything that is trained. */
const gradientsOf = (chain: Chain): Box[] =>
  chain.net.weights.flatMap((_, i) => [
    chain.of("dW", i + 1),
    ...(chain.net.updateBiases ? [chain.of("db", i + 1)] : []),
  ]);
