import { formatShape, normalizeAxis, refuse, ShapeError, slice, type Tensor } from "@chainrule/tensor";

/**
 * Gated linear unit: the first half of the features times the sigmoid of the second half.
 *
 * Any shape of rank ≥ 1 with an even length along the axis; the result has half that length, so a layer of 16 units
 * gives 8.
 *
 * @param options.axis - the axis that is halved; the last one unless told
 * @throws ShapeError if that axis is odd
 * @see Dauphin et al., 2016. https://arxiv.org/abs/1612.08083
 */
export const glu = (x: Tensor, { axis = -1 }: { axis?: number } = {}): Tensor => {
  const along = normalizeAxis("glu", x.rank, axis);
  const length = x.shape[along]!;
  if (length % 2) {
    refuse(
      ShapeError,
      "glu",
      `an even length along axis ${axis}`,
      formatShape(x.shape),
      "Give the layer before it twice the units.",
    );
  }
  const [values, gates] = [slice(x, along, 0, length / 2), slice(x, along, length / 2, length)];
  return values.mul(gates.sigmoid()).named("glu", { x }, { axis });
};
