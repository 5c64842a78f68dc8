import { aboveZero, refuse, requireNames, requireRange, ValueError } from "@chainrule/tensor";
import type { Initializer } from "./initializer.ts";
import { drawnNormal, drawnTruncated, drawnUniform } from "./internal/drawn.ts";
import { fans } from "./internal/fans.ts";

/**
 * Variance scale / n, where n counts the inputs, the units, or is the mean of both: the family that the Glorot, He and
 * LeCun initializers belong to.
 *
 * A gain, as of `calculateGain`, is a factor on the deviation: its square is the scale. All three distributions end up
 * with the same variance, as in Keras and JAX: the truncated one is widened first.
 *
 * @param options.scale - above 0; default 1
 * @param options.mode - `"fanIn"` (default), `"fanOut"` or `"fanAvg"`
 * @param options.distribution - `"truncatedNormal"` (default: cut off at two deviations), `"normal"` or `"uniform"`
 * @throws ValueError for a scale that is not above 0, and for another mode or distribution
 * @see He, Zhang, Ren & Sun, 2015. https://arxiv.org/abs/1502.01852
 */
export function varianceScaling(
  options: {
    scale?: number;
    mode?: "fanIn" | "fanOut" | "fanAvg";
    distribution?: "truncatedNormal" | "normal" | "uniform";
  } = {},
): Initializer {
  requireNames("varianceScaling", options, ["scale", "mode", "distribution"]);
  const { scale = 1, mode = "fanIn", distribution = "truncatedNormal" } = options;
  requireRange("varianceScaling", aboveZero, { scale });
  const draws = { truncatedNormal: drawnTruncated, normal: drawnNormal, uniform: drawnUniform };
  requireWord("mode", mode, ["fanIn", "fanOut", "fanAvg"]);
  requireWord("distribution", distribution, Object.keys(draws));
  return (key, shape, options) => {
    const { fanIn, fanOut } = fans(shape);
    const n = { fanIn, fanOut, fanAvg: (fanIn + fanOut) / 2 }[mode];
    return draws[distribution](scale / n, key, shape, options);
  };
}

function requireWord(name: string, word: string, words: readonly string[]): void {
  if (words.includes(word)) return;
  refuse(ValueError, "varianceScaling", `${name} to be ${words.join(", ")}`, word, `Pass for example "${words[0]}".`);
}
