import { belowOne, type Parameters, requireRange } from "@chainrule/tensor";
import type { Layer } from "./layer.ts";

/**
 * A layer, or a whole network, that predicts with a running average of its weights: decay · average + (1 − decay) ·
 * weights at each step. It is smoother than the last of them, and often better.
 *
 * The average begins with the first weights and stands in the state, so that validation, checkpoints and saved models
 * have it; training itself goes on with the weights. Each step takes in the weights that it began with.
 *
 * @param layer - for a network `sequential([swapEma(sequential([…]))])`
 * @param options.decay - from 0 up to, not including, 1; default 0.99, as in Keras
 * @throws ValueError for a decay outside that
 * @see Polyak & Juditsky, 1992. https://doi.org/10.1137/0330046
 */
export function swapEma(layer: Layer, { decay = 0.99 }: { readonly decay?: number } = {}): Layer {
  requireRange("swapEma", belowOne, { decay });
  return {
    name: `swapEma of ${layer.name}`,
    init(...to) {
      const { parameters, state, outputShape } = layer.init(...to);
      return { parameters, state: { ...under(average, parameters), ...under(own, state) }, outputShape };
    },
    apply({ parameters, state }, x, context) {
      const [averages, inner] = [below(average, state), below(own, state)];
      if (!context.training) return [layer.apply({ parameters: averages, state: inner }, x, context)[0], state];
      const [y, next] = layer.apply({ parameters, state: inner }, x, context);
      const moved = Object.entries(averages).map(([name, old]) => {
        const now = parameters[name]!.stopGradient();
        return [name, old.mul(decay).add(now.mul(1 - decay))] as const;
      });
      return [y, { ...under(average, Object.fromEntries(moved)), ...under(own, next) }];
    },
  };
}

const [average, own] = ["average.", "layer."] as const;

const under = (prefix: string, all: Parameters): Parameters =>
  Object.fromEntries(Object.entries(all).map(([name, x]) => [prefix + name, x]));

const below = (prefix: string, all: Parameters): Parameters =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, x]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), x]] : [])),
  );
