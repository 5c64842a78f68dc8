export { adagrad } from "./adagrad.ts";
export { adam } from "./adam.ts";
export { adamw } from "./adamw.ts";
export { momentum } from "./momentum.ts";
export { nesterov } from "./nesterov.ts";
export { rmsprop } from "./rmsprop.ts";
export { sgd } from "./sgd.ts";

export { addDecayedWeights } from "./addDecayedWeights.ts";
export { addNoise } from "./addNoise.ts";
export { biasCorrection } from "./biasCorrection.ts";
export { centralize } from "./centralize.ts";
export { chain } from "./chain.ts";
export { clipByGlobalNorm } from "./clipByGlobalNorm.ts";
export { clipByNorm } from "./clipByNorm.ts";
export { clipByValue } from "./clipByValue.ts";
export { ema } from "./ema.ts";
export { freeze } from "./freeze.ts";
export { masked } from "./masked.ts";
export { perParameter } from "./perParameter.ts";
export { reduceOnPlateau } from "./reduceOnPlateau.ts";
export { scaleBySchedule } from "./scaleBySchedule.ts";
export { trace } from "./trace.ts";
export { zeroNans } from "./zeroNans.ts";

export { constant } from "./constant.ts";
export { cosineDecay } from "./cosineDecay.ts";
export { cosineRestarts } from "./cosineRestarts.ts";
export { exponentialDecay } from "./exponentialDecay.ts";
export { inverseTimeDecay } from "./inverseTimeDecay.ts";
export { multiStepDecay } from "./multiStepDecay.ts";
export { piecewiseConstant } from "./piecewiseConstant.ts";
export { polynomialDecay } from "./polynomialDecay.ts";
export { stepDecay } from "./stepDecay.ts";
export { warmup } from "./warmup.ts";

export type { Hyperparameter } from "./hyperparameter.ts";
export type { Mask } from "./mask.ts";
export type { ParameterContext, ParameterRule } from "./perParameter.ts";
