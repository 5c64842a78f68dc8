import { cumsum, range, sort, type Tensor } from "@chainrule/tensor";

/**
 * In each column, the closest numbers that are 0 or above and whose sum is `total`: max(x − t, 0) with the right t. Of
 * the columns sorted downwards, t is the largest of (sum of the first k − total) / k.
 */
export function ontoSimplex(columns: Tensor, total: number): Tensor {
  const [rows] = columns.shape;
  const sums = cumsum(sort(columns.neg(), 0).neg(), 0);
  const k = range(rows!, { dtype: columns.dtype }).add(1).reshape([rows!, 1]);
  return columns.sub(sums.sub(total).div(k).reduceMax(0, { keepDims: true })).max(0);
}
