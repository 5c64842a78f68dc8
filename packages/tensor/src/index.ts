export { Tensor, apply, constant, fullLike } from "./tensor.ts";
export type { Axes, NestedNumbers, Operand, Source } from "./tensor.ts";
export { eye, full, oneHot, ones, onesLike, range, tensor, zeros, zerosLike } from "./create.ts";
export { isTensor } from "./isTensor.ts";
export type { Nested, TensorLike } from "./create.ts";
export {
  argMax,
  argSort,
  concat,
  cos,
  cumsum,
  erf,
  floor,
  gather,
  normalCdf,
  normalPdf,
  pad,
  scatterAdd,
  sin,
  slice,
  sort,
  takeAlong,
} from "./functions.ts";
export { foldIn, normal, permutation, randomBits, randomKey, uniform } from "./random.ts";
export {
  aboveZero,
  atMostOne,
  belowOne,
  countFromOne,
  countFromZero,
  finite,
  requireRange,
  requireValues,
  zeroOrAbove,
  zeroToOne,
} from "./ranges.ts";
export type { Range } from "./ranges.ts";
export { isNamed, isRecord, requireNames, requireWord } from "./options.ts";
export { ChainruleError, DTypeError, refuse, ShapeError, shown, TraceError, ValueError } from "./errors.ts";
export {
  broadcastShapes,
  formatShape,
  formatSpec,
  isKnown,
  normalizeAxis,
  product,
  requireSameShape,
  sameShape,
  sizeOf,
  subtractLengths,
} from "./shape.ts";
export type { Shape } from "./shape.ts";
export { isFloat, memories, requireFloat } from "./dtype.ts";
export type { Data, DType } from "./dtype.ts";
export { attributesOf } from "./primitive.ts";
export type {
  Attributes,
  Elementwise,
  Gradient,
  Loop,
  Primitive,
  Scalar,
  Spec,
  Strided,
  Value,
  Whole,
} from "./primitive.ts";
export { treeFrom, treeLeaves } from "./tree.ts";
export { primitives } from "./primitives.ts";
export type { PrimitiveName } from "./primitives.ts";
export type {
  Activation,
  ApplyContext,
  Layer,
  Loss,
  Memory,
  Metric,
  MetricOptions,
  Optimizer,
  Parameters,
  Schedule,
  Solver,
  StateTree,
  StepContext,
  ValueAndGrad,
} from "./contracts.ts";
export { keepingDigits } from "./keepingDigits.ts";
