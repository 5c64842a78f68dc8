import type { PrimitiveName } from "@chainrule/tensor";
import type { Formula } from "./facets.ts";
import { formula as abs } from "./primitives/abs.ts";
import { formula as add } from "./primitives/add.ts";
import { formula as argMax } from "./primitives/argMax.ts";
import { formula as argSort } from "./primitives/argSort.ts";
import { formula as broadcast } from "./primitives/broadcast.ts";
import { formula as cast } from "./primitives/cast.ts";
import { formula as concat } from "./primitives/concat.ts";
import { formula as cos } from "./primitives/cos.ts";
import { formula as count } from "./primitives/count.ts";
import { formula as cumsum } from "./primitives/cumsum.ts";
import { formula as div } from "./primitives/div.ts";
import { formula as equal } from "./primitives/equal.ts";
import { formula as erf } from "./primitives/erf.ts";
import { formula as exp } from "./primitives/exp.ts";
import { formula as expm1 } from "./primitives/expm1.ts";
import { formula as floor } from "./primitives/floor.ts";
import { formula as less } from "./primitives/less.ts";
import { formula as lessEqual } from "./primitives/lessEqual.ts";
import { formula as log } from "./primitives/log.ts";
import { formula as log1p } from "./primitives/log1p.ts";
import { formula as matmul } from "./primitives/matmul.ts";
import { formula as max } from "./primitives/max.ts";
import { formula as min } from "./primitives/min.ts";
import { formula as mul } from "./primitives/mul.ts";
import { formula as named } from "./primitives/named.ts";
import { formula as neg } from "./primitives/neg.ts";
import { formula as normalCdf } from "./primitives/normalCdf.ts";
import { formula as normalPdf } from "./primitives/normalPdf.ts";
import { formula as pad } from "./primitives/pad.ts";
import { formula as putAlong } from "./primitives/putAlong.ts";
import { formula as randomBits } from "./primitives/randomBits.ts";
import { formula as reduceMax } from "./primitives/reduceMax.ts";
import { formula as reshape } from "./primitives/reshape.ts";
import { formula as scatterAdd } from "./primitives/scatterAdd.ts";
import { formula as sigmoid } from "./primitives/sigmoid.ts";
import { formula as sin } from "./primitives/sin.ts";
import { formula as slice } from "./primitives/slice.ts";
import { formula as softplus } from "./primitives/softplus.ts";
import { formula as sqrt } from "./primitives/sqrt.ts";
import { formula as stopGradient } from "./primitives/stopGradient.ts";
import { formula as sub } from "./primitives/sub.ts";
import { formula as sum } from "./primitives/sum.ts";
import { formula as take } from "./primitives/take.ts";
import { formula as takeAlong } from "./primitives/takeAlong.ts";
import { formula as tanh } from "./primitives/tanh.ts";
import { formula as transpose } from "./primitives/transpose.ts";
import { formula as where } from "./primitives/where.ts";
import { formula as xlog1py } from "./primitives/xlog1py.ts";
import { formula as xlogy } from "./primitives/xlogy.ts";

/** A primitive without a formula here does not type-check. */
export const formulas: Readonly<Record<PrimitiveName, Formula>> = {
  abs,
  add,
  argMax,
  argSort,
  broadcast,
  cast,
  concat,
  cos,
  count,
  cumsum,
  div,
  equal,
  erf,
  exp,
  expm1,
  floor,
  less,
  lessEqual,
  log,
  log1p,
  matmul,
  max,
  min,
  mul,
  named,
  neg,
  normalCdf,
  normalPdf,
  pad,
  putAlong,
  randomBits,
  reduceMax,
  reshape,
  scatterAdd,
  sigmoid,
  sin,
  slice,
  softplus,
  sqrt,
  stopGradient,
  sub,
  sum,
  take,
  takeAlong,
  tanh,
  transpose,
  where,
  xlog1py,
  xlogy,
};
