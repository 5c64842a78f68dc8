export { adagrad } from "./optimizers/adagrad.ts";
export { adam } from "./optimizers/adam.ts";
export { adamw } from "./optimizers/adamw.ts";
export { momentum } from "./optimizers/momentum.ts";
export { nesterov } from "./optimizers/nesterov.ts";
export { rmsprop } from "./optimizers/rmsprop.ts";
export { sgd } from "./optimizers/sgd.ts";

export { addDecayedWeights } from "./transforms/addDecayedWeights.ts";
export { addNoise } from "./transforms/addNoise.ts";
export { biasCorrection } from "./transforms/biasCorrection.ts";
export { centralize } from "./transforms/centralize.ts";
export { chain } from "./transforms/chain.ts";
export { clipByGlobalNorm } from "./transforms/clipByGlobalNorm.ts";
export { clipByNorm } from "./transforms/clipByNorm.ts";
export { clipByValue } from "./transforms/clipByValue.ts";
export { ema } from "./transforms/ema.ts";
export { freeze } from "./transforms/freeze.ts";
export { masked } from "./transforms/masked.ts";
export { perParameter } from "./transforms/perParameter.ts";
export { reduceOnPlateau } from "./transforms/reduceOnPlateau.ts";
export { scaleBySchedule } from "./transforms/scaleBySchedule.ts";
export { trace } from "./transforms/trace.ts";
export { zeroNans } from "./transforms/zeroNans.ts";

export { constant } from "./schedules/constant.ts";
export { cosineDecay } from "./schedules/cosineDecay.ts";
export { cosineRestarts } from "./schedules/cosineRestarts.ts";
export { exponentialDecay } from "./schedules/exponentialDecay.ts";
export { inverseTimeDecay } from "./schedules/inverseTimeDecay.ts";
export { multiStepDecay } from "./schedules/multiStepDecay.ts";
export { piecewiseConstant } from "./schedules/piecewiseConstant.ts";
export { polynomialDecay } from "./schedules/polynomialDecay.ts";
export { stepDecay } from "./schedules/stepDecay.ts";
export { warmup } from "./schedules/warmup.ts";

export type { Hyperparameter } from "./hyperparameter.ts";
export type { Mask } from "./mask.ts";
export type { ParameterContext, ParameterRule } from "./transforms/perParameter.ts";
