export { initialize } from "./initialize.ts";
export { stepKeys } from "./network.ts";
export type { AnyNetwork, Learned, Network, StepKeys } from "./network.ts";
export type { ForPorts, Ports, PortsLike } from "./ports.ts";
export {
  add,
  average,
  concatenate,
  dot,
  input,
  maximum,
  merge,
  minimum,
  multiply,
  network,
  subtract,
} from "./functional/index.ts";
export type { Node, PortsAt } from "./functional/index.ts";
export { sequential } from "./layers/sequential.ts";
export {
  activation,
  activityRegularization,
  alphaDropout,
  batchNorm,
  categoryEncoding,
  dense,
  dropout,
  embedding,
  flatten,
  gaussianDropout,
  gaussianNoise,
  groupNorm,
  identity,
  lambda,
  layerNorm,
  maxout,
  normalization,
  prelu,
  rescaling,
  reshape,
  rmsNorm,
  spatialDropout,
  swapEma,
  unitNorm,
} from "./layers/index.ts";
export type { Amount, DenseOptions, ScaledOptions } from "./layers/index.ts";
export type { ApplyContext, Layer, Memory } from "./layers/layer.ts";
export { train } from "./training/train.ts";
export { classWeights } from "./training/classWeights.ts";
export { backup, csvLogger, jsonLogger, modelCheckpoint, progress } from "./callbacks/index.ts";
export type { Course } from "./callbacks/index.ts";
export { gradientStats } from "./training/gradientStats.ts";
export type { GradientStats } from "./training/gradientStats.ts";
export { ignoreLabel } from "./training/ignoreLabel.ts";
export { resume } from "./training/resume.ts";
export { predict } from "./predict.ts";
export { evaluate } from "./evaluate.ts";
export type { Evaluation } from "./evaluate.ts";
export { summary } from "./summary.ts";
export { save } from "./files/save.ts";
export { load, loadCheckpoint } from "./files/load.ts";
export { NonFiniteError } from "./training/nonFinite.ts";
export { l1 } from "./regularizers/l1.ts";
export { l1l2 } from "./regularizers/l1l2.ts";
export { l2 } from "./regularizers/l2.ts";
export { softOrthogonality } from "./regularizers/softOrthogonality.ts";
export type { Regularizer } from "./regularizers/regularizer.ts";
export { box, l1Ball, maxNorm, minMaxNorm, nonNeg, simplex, unitLength } from "./constraints/index.ts";
export type { Constraint } from "./constraints/index.ts";
export type { Checkpoint, Progress, Settings } from "./training/checkpoint.ts";
export type { Run } from "./training/run.ts";
export type {
  AnyRun,
  Callback,
  EarlyStopping,
  EpochRecord,
  Examples,
  History,
  MeasureOptions,
  Metrics,
  Reduction,
  RunOptions,
  StepEvent,
  TrainOptions,
} from "./training/options.ts";
export { initializers } from "./initializers/all.ts";
export {
  calculateGain,
  given,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  orthogonal,
  sparse,
  torchLinear,
  truncatedNormal,
  varianceScaling,
} from "./initializers/index.ts";
export type { GainOf, Initializer, InitializerOptions } from "./initializers/index.ts";
export {
  accuracy,
  auc,
  balancedAccuracy,
  binaryAccuracy,
  brier,
  categoricalAccuracy,
  cohenKappa,
  concordance,
  confusionMatrix,
  expectedCalibrationError,
  explainedVariance,
  f1,
  falseNegatives,
  falsePositives,
  fBeta,
  iou,
  logLoss,
  mae,
  mape,
  matthews,
  maxError,
  mean,
  meanIou,
  medianAbsoluteError,
  mse,
  msle,
  pearson,
  perplexity,
  precision,
  precisionAtRecall,
  r2,
  recall,
  recallAtPrecision,
  rmse,
  sensitivityAtSpecificity,
  sparseCategoricalAccuracy,
  specificityAtSensitivity,
  sum,
  topK,
  trueNegatives,
  truePositives,
} from "./metrics/index.ts";
export type { AverageOptions } from "./metrics/index.ts";
