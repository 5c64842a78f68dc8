import { formatShape, ShapeError, type Tensor, onesLike, zerosLike } from "@chainrule/tensor";
import type { Gradient, PrimitiveName } from "./facets.ts";
import { inOrder } from "./graph.ts";
import * as facets from "./primitives.ts";

/**
 * Reverse accumulation: the gradients of a scalar expression with respect to others, as expressions.
 *
 * @param output - a scalar
 * @param wanted - expressions that the output may depend on; one that it does not depend on gets zeros
 * @throws ShapeError if the output is not a scalar
 */
export function gradients(output: Tensor, wanted: readonly Tensor[]): Tensor[] {
  if (output.rank > 0) {
    throw new ShapeError(
      `grad: expected a function with a scalar result, received one of shape ${formatShape(output.shape)}. ` +
        "Reduce it with .sum() or .mean(), or use jacobian.",
    );
  }
  const order = inOrder([output]);
  const depends = new Set(wanted);
  for (const node of order) if (node.source?.inputs.some((input) => depends.has(input))) depends.add(node);

  const sums = new Map<Tensor, Tensor>([[output, onesLike(output)]]);
  for (const node of order.toReversed()) {
    const dy = sums.get(node);
    if (!dy || !node.source || !depends.has(node)) continue;
    const { primitive, inputs } = node.source;
    const parts = rules[primitive.name as PrimitiveName](dy, node, ...inputs);
    inputs.forEach((input, i) => {
      const part = parts[i];
      if (!part || !depends.has(input)) return;
      const before = sums.get(input);
      const own = sumTo(part, input);
      sums.set(input, before ? before.add(own) : own);
    });
  }
  return wanted.map((node) => sums.get(node) ?? zerosLike(node));
}

/** What was repeated on the way there is added up on the way back. */
function sumTo(gradient: Tensor, { shape }: Tensor): Tensor {
  const lead = gradient.rank - shape.length;
  const axes = gradient.shape.map((_, axis) => axis).filter((axis) => {
    return axis < lead || (shape[axis - lead] === 1 && gradient.shape[axis] !== 1);
  });
  return axes.length > 0 ? gradient.sum(axes, { keepDims: true }).reshape(shape) : gradient.broadcastTo(shape);
}

/** A primitive without a gradient here does not type-check. */
const rules: Record<PrimitiveName, Gradient> = {
  abs: facets.abs.gradient,
  add: facets.add.gradient,
  argMax: facets.argMax.gradient,
  argSort: facets.argSort.gradient,
  broadcast: facets.broadcast.gradient,
  cast: facets.cast.gradient,
  concat: facets.concat.gradient,
  cos: facets.cos.gradient,
  count: facets.count.gradient,
  cumsum: facets.cumsum.gradient,
  div: facets.div.gradient,
  equal: facets.equal.gradient,
  erf: facets.erf.gradient,
  exp: facets.exp.gradient,
  expm1: facets.expm1.gradient,
  floor: facets.floor.gradient,
  less: facets.less.gradient,
  lessEqual: facets.lessEqual.gradient,
  log: facets.log.gradient,
  log1p: facets.log1p.gradient,
  matmul: facets.matmul.gradient,
  max: facets.max.gradient,
  min: facets.min.gradient,
  mul: facets.mul.gradient,
  named: facets.named.gradient,
  neg: facets.neg.gradient,
  normalCdf: facets.normalCdf.gradient,
  normalPdf: facets.normalPdf.gradient,
  pad: facets.pad.gradient,
  putAlong: facets.putAlong.gradient,
  randomBits: facets.randomBits.gradient,
  reduceMax: facets.reduceMax.gradient,
  reshape: facets.reshape.gradient,
  scatterAdd: facets.scatterAdd.gradient,
  sigmoid: facets.sigmoid.gradient,
  sin: facets.sin.gradient,
  slice: facets.slice.gradient,
  softplus: facets.softplus.gradient,
  sqrt: facets.sqrt.gradient,
  stopGradient: facets.stopGradient.gradient,
  sub: facets.sub.gradient,
  sum: facets.sum.gradient,
  take: facets.take.gradient,
  takeAlong: facets.takeAlong.gradient,
  tanh: facets.tanh.gradient,
  transpose: facets.transpose.gradient,
  where: facets.where.gradient,
  xlog1py: facets.xlog1py.gradient,
  xlogy: facets.xlogy.gradient,
};
