import {
  aboveZero,
  type Optimizer,
  requireRange,
  type Schedule,
  type Shape,
  type Tensor,
  zeroOrAbove,
  zeros,
  zerosLike,
} from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { at } from "../internal/at.ts";
import { average } from "../internal/average.ts";
import { rms } from "../internal/rms.ts";
import { perParameter } from "../transforms/perParameter.ts";

interface AdafactorOptions {
  /** Step size as a share of the size of the weights; ≥ 0, default min(0.01, 1 / √t). */
  rate?: Hyperparameter;
  /** The mean square forgets like t^−exponent; > 0, default 0.8. */
  exponent?: number;
  /** Largest root mean square of a direction; > 0, default 1. */
  limit?: Hyperparameter;
  /** Added to every squared gradient; ≥ 0, default 1e-30. */
  epsilon?: Hyperparameter;
  /** Size that weights are taken to have at least; > 0, default 0.001. */
  smallest?: Hyperparameter;
}

type AdafactorState = Readonly<Record<string, Tensor>>;

/**
 * Adafactor: Adam without momentum, whose mean squares of an n × m matrix are kept as n + m numbers.
 *
 * β = 1 − t^−exponent. Of g² + ε the means over rows and columns are averaged: r ← β r + (1 − β) mean over the last
 * axis, c alike over the last but one; v = r cᵀ / mean(r). Vectors and scalars keep all of v. Then u = g / √v,
 * shortened to a root mean square of `limit`, and w ← w − rate · max(smallest, RMS(w)) · u.
 *
 * The paper's algorithm 6 without momentum. optax factors only where both axes are at least 128 long, and Keras and
 * PyTorch, from 2.5 on, all matrices, as here.
 *
 * @throws ValueError if an option is out of range
 * @see Shazeer & Stern, 2018. https://arxiv.org/abs/1804.04235
 */
export function adafactor({
  rate = slowing,
  exponent = 0.8,
  limit = 1,
  epsilon = 1e-30,
  smallest = 1e-3,
}: AdafactorOptions = {}): Optimizer {
  requireRange("adafactor", zeroOrAbove, { rate, epsilon });
  requireRange("adafactor", aboveZero, { exponent, limit, smallest });
  return perParameter({
    init: (parameter): AdafactorState =>
      parameter.rank < 2
        ? { square: zerosLike(parameter) }
        : {
            rows: zeros(without(parameter.shape, -1), { dtype: parameter.dtype }),
            columns: zeros(without(parameter.shape, -2), { dtype: parameter.dtype }),
          },

    update(gradient, state, { parameter, step }) {
      const decay = step.pow(-exponent).neg().add(1);
      const fresh = gradient.square().add(at(epsilon, step));
      const next: AdafactorState = state["square"]
        ? { square: average(state["square"], fresh, decay) }
        : {
            rows: average(state["rows"]!, fresh.mean(-1), decay),
            columns: average(state["columns"]!, fresh.mean(-2), decay),
          };

      const direction = gradient.div(next["square"]?.sqrt() ?? rootOfProduct(next["rows"]!, next["columns"]!));
      const shortened = direction.div(rms(direction).div(at(limit, step)).max(1));
      const size = rms(parameter).max(at(smallest, step)).mul(at(rate, step));
      return [shortened.mul(size).neg(), next];
    },
  });
}

const slowing: Schedule = (step) => step.add(1).sqrt().reciprocal().min(0.01);

const without = (shape: Shape, axis: number): Shape => shape.toSpliced(axis, 1);

/** √(r cᵀ / mean(r)), root by root: in float32 the product of two means of squares may be 0. */
function rootOfProduct(rows: Tensor, columns: Tensor): Tensor {
  const share = rows.div(rows.mean(-1, { keepDims: true })).sqrt();
  return share.reshape([...share.shape, 1]).mul(columns.sqrt().reshape(insertOne(columns.shape)));
}

const insertOne = (shape: Shape): Shape => shape.toSpliced(-1, 0, 1);
