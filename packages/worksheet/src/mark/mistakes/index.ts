import { activationSkipped } from "./activationSkipped.ts";
import { activationTwice } from "./activationTwice.ts";
import { adamwAsCoupled } from "./adamwAsCoupled.ts";
import { amsgradMixed } from "./amsgradMixed.ts";
import { arithmeticSlip } from "./arithmeticSlip.ts";
import { batchMeanMissing } from "./batchMeanMissing.ts";
import { biasInGradient } from "./biasInGradient.ts";
import { biasOmitted } from "./biasOmitted.ts";
import { biasTwice } from "./biasTwice.ts";
import { biasUpdated } from "./biasUpdated.ts";
import { cellMixedUp } from "./cellMixedUp.ts";
import { betaSwapped, dampeningIgnored, momentumOmitted, momentumSwapped, stateDropped } from "./coefficients.ts";
import { clippingOmitted, clippingPerTensor } from "./clipping.ts";
import { decimalShift } from "./decimalShift.ts";
import { derivativeOmitted } from "./derivativeOmitted.ts";
import { derivativeTwice } from "./derivativeTwice.ts";
import { digitTransposition } from "./digitTransposition.ts";
import { dropoutScaleOmitted } from "./dropoutScaleOmitted.ts";
import { epsilonInsideRoot } from "./epsilonInsideRoot.ts";
import { exponentSign } from "./exponentSign.ts";
import { gradientTransposed } from "./gradientTransposed.ts";
import { halfAdded, halfMissing } from "./half.ts";
import { indexSlip } from "./indexSlip.ts";
import { jacobianIndexSlip } from "./jacobianIndexSlip.ts";
import { jacobianSign } from "./jacobianSign.ts";
import { logBase } from "./logBase.ts";
import { meanAdded } from "./meanAdded.ts";
import type { Mistake } from "./mistake.ts";
import { outputMeanMissing } from "./outputMeanMissing.ts";
import { ownOutputUsed } from "./ownOutputUsed.ts";
import { rateOmitted, rateTwice } from "./rate.ts";
import { regularizationOnBiases } from "./regularizationOnBiases.ts";
import { regularizationOmitted } from "./regularizationOmitted.ts";
import { regularizerFactor } from "./regularizerFactor.ts";
import { reluGateIgnored } from "./reluGateIgnored.ts";
import { reluNegativeKept } from "./reluNegativeKept.ts";
import { roundedTooEarly } from "./roundedTooEarly.ts";
import { sign } from "./sign.ts";
import { singleExample } from "./singleExample.ts";
import { singlePath } from "./singlePath.ts";
import { softmaxDiagonalOnly } from "./softmaxDiagonalOnly.ts";
import { softmaxNotNormalized } from "./softmaxNotNormalized.ts";
import { softmaxWithoutExp } from "./softmaxWithoutExp.ts";
import { staleMoments } from "./staleMoments.ts";
import { termOmitted } from "./termOmitted.ts";
import { transposedWeights } from "./transposedWeights.ts";
import { unexplained } from "./unexplained.ts";
import { updatedWeightsUsed } from "./updatedWeightsUsed.ts";
import { updateOmitted } from "./updateOmitted.ts";
import { wrongActivation } from "./wrongActivation.ts";
import { wrongClass } from "./wrongClass.ts";
import { wrongDerivative } from "./wrongDerivative.ts";
import { wrongLayerDelta } from "./wrongLayerDelta.ts";
import { wrongLoss } from "./wrongLoss.ts";
import { biasCorrectionOmitted, nesterovConfused, stepOffByOne } from "./wrongOptimizer.ts";
import { wrongRow } from "./wrongRow.ts";
import { wrongWeights } from "./wrongWeights.ts";

/** Every mistake that can be named. */
export const mistakes: readonly Mistake[] = [
  activationSkipped,
  activationTwice,
  adamwAsCoupled,
  amsgradMixed,
  arithmeticSlip,
  batchMeanMissing,
  betaSwapped,
  biasCorrectionOmitted,
  biasInGradient,
  biasOmitted,
  biasTwice,
  biasUpdated,
  cellMixedUp,
  clippingOmitted,
  clippingPerTensor,
  dampeningIgnored,
  decimalShift,
  derivativeOmitted,
  derivativeTwice,
  digitTransposition,
  dropoutScaleOmitted,
  epsilonInsideRoot,
  exponentSign,
  gradientTransposed,
  halfAdded,
  halfMissing,
  indexSlip,
  jacobianIndexSlip,
  jacobianSign,
  logBase,
  meanAdded,
  momentumOmitted,
  momentumSwapped,
  nesterovConfused,
  outputMeanMissing,
  ownOutputUsed,
  rateOmitted,
  rateTwice,
  regularizationOmitted,
  regularizationOnBiases,
  regularizerFactor,
  reluGateIgnored,
  reluNegativeKept,
  roundedTooEarly,
  sign,
  singleExample,
  singlePath,
  softmaxDiagonalOnly,
  softmaxNotNormalized,
  softmaxWithoutExp,
  staleMoments,
  stateDropped,
  stepOffByOne,
  termOmitted,
  transposedWeights,
  unexplained,
  updatedWeightsUsed,
  updateOmitted,
  wrongActivation,
  wrongClass,
  wrongDerivative,
  wrongLayerDelta,
  wrongLoss,
  wrongRow,
  wrongWeights,
];

/** A mistake by its id or by another name that it is known by. */
export const mistakeById = (id: string): Mistake | undefined =>
  mistakes.find((mistake) => mistake.id === id || mistake.aliases?.includes(id));
