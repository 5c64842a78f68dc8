import { abs } from "./primitives/abs.ts";
import { add } from "./primitives/add.ts";
import { putAlong, takeAlong } from "./primitives/along.ts";
import { argMax } from "./primitives/argMax.ts";
import { argSort } from "./primitives/argSort.ts";
import { broadcast } from "./primitives/broadcast.ts";
import { cast } from "./primitives/cast.ts";
import { concat } from "./primitives/concat.ts";
import { count } from "./primitives/count.ts";
import { cumsum } from "./primitives/cumsum.ts";
import { div } from "./primitives/div.ts";
import { equal } from "./primitives/equal.ts";
import { exp } from "./primitives/exp.ts";
import { expm1 } from "./primitives/expm1.ts";
import { floor } from "./primitives/floor.ts";
import { less } from "./primitives/less.ts";
import { lessEqual } from "./primitives/lessEqual.ts";
import { log } from "./primitives/log.ts";
import { log1p } from "./primitives/log1p.ts";
import { matmul } from "./primitives/matmul.ts";
import { max } from "./primitives/max.ts";
import { min } from "./primitives/min.ts";
import { mul } from "./primitives/mul.ts";
import { named } from "./primitives/named.ts";
import { neg } from "./primitives/neg.ts";
import { erf, normalCdf, normalPdf } from "./primitives/normal.ts";
import { randomBits } from "./primitives/randomBits.ts";
import { reduceMax } from "./primitives/reduceMax.ts";
import { reshape } from "./primitives/reshape.ts";
import { scatterAdd, take } from "./primitives/rows.ts";
import { sigmoid } from "./primitives/sigmoid.ts";
import { cos, sin } from "./primitives/sine.ts";
import { pad, slice } from "./primitives/slice.ts";
import { softplus } from "./primitives/softplus.ts";
import { sqrt } from "./primitives/sqrt.ts";
import { stopGradient } from "./primitives/stopGradient.ts";
import { sub } from "./primitives/sub.ts";
import { sum } from "./primitives/sum.ts";
import { tanh } from "./primitives/tanh.ts";
import { transpose } from "./primitives/transpose.ts";
import { where } from "./primitives/where.ts";
import { xlog1py } from "./primitives/xlog1py.ts";
import { xlogy } from "./primitives/xlogy.ts";
import type { Primitive } from "./primitive.ts";

const all = [
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
] as const;

export type PrimitiveName = (typeof all)[number]["name"];

/** All primitives by name: what a graph in a file may consist of. */
export const primitives = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ all.map((primitive) => [primitive.name, primitive]),
) as Readonly<Record<PrimitiveName, Primitive>>;
