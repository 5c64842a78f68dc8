import { belowOne, type Optimizer, requireRange, type Tensor, zeroOrAbove } from "@chainrule/tensor";
import type { Hyperparameter } from "../hyperparameter.ts";
import { lengthOf } from "../internal/lengthOf.ts";
import { mapRecord } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";
import type { Mask } from "../mask.ts";
import { addDecayedWeights } from "../transforms/addDecayedWeights.ts";
import { chain } from "../transforms/chain.ts";
import { partition } from "../transforms/partition.ts";
import { trace } from "../transforms/trace.ts";
import { adamw } from "./adamw.ts";
import { sgd } from "./sgd.ts";

interface MuonOptions {
  /** Step size of the matrices; ≥ 0, default 0.02. */
  rate?: Hyperparameter;
  /** What remains of the velocity after a step, with Nesterov's look ahead; in [0, 1), default 0.95. */
  momentum?: Hyperparameter;
  /** Share of the matrices that decays, times the rate; ≥ 0, default 0. */
  decay?: Hyperparameter;
  /** Which parameters it moves; default all matrices. Leave out the first and the last layer, as its author does. */
  mask?: Mask;
  /** Moves all other parameters; default `adamw({ rate: 3e-4 })`. */
  others?: Optimizer;
}

/**
 * Muon: momentum whose matrices are made orthogonal, so that a step changes all directions of a layer equally.
 *
 * v ← momentum · v + g, u = g + momentum · v, w ← w − rate · √max(1, outputs / inputs) · orthogonal(u), for weights
 * `[inputs, outputs]`. Five Newton–Schulz steps x ← 3.4445 x − 4.775 (x xᵀ) x + 2.0315 (x xᵀ)² x, from u / ‖u‖ on,
 * bring all singular values to between about 0.7 and 1.2. Vectors, scalars and what the mask leaves out go to `others`.
 *
 * optax (`contrib.muon`) and PyTorch, from 2.9 on, start from this; their factors for the shape differ by an option.
 *
 * @throws ValueError if an option is out of range
 * @see Jordan et al., 2024. https://kellerjordan.github.io/posts/muon/
 */
export function muon({
  rate = 0.02,
  momentum = 0.95,
  decay = 0,
  mask = () => true,
  others = adamw({ rate: 3e-4 }),
}: MuonOptions = {}): Optimizer {
  requireRange("muon", zeroOrAbove, { rate, decay });
  requireRange("muon", belowOne, { momentum });
  const matrices = chain(
    trace({ decay: momentum, nesterov: true }),
    stateless((gradients) => mapRecord(gradients, orthogonal)),
    addDecayedWeights({ decay }),
    sgd({ rate }),
  );
  return partition({ matrices, others }, (name, parameter) =>
    parameter.rank === 2 && mask(name, parameter) ? "matrices" : "others",
  );
}

function orthogonal(matrix: Tensor): Tensor {
  const [rows = 1, columns = 1] = matrix.shape;
  // The smaller of the two products: x xᵀ where x has fewer rows than columns.
  const flat = rows > columns ? matrix.transpose() : matrix;
  let x = flat.div(lengthOf([flat]).add(1e-7));
  for (let i = 0; i < 5; i++) {
    const square = x.matmul(x.transpose());
    const fourth = square.matmul(square);
    x = x.mul(3.4445).add(square.mul(-4.775).add(fourth.mul(2.0315)).matmul(x));
  }
  const back = rows > columns ? x.transpose() : x;
  return back.mul(Math.sqrt(Math.max(1, columns / rows)));
}
