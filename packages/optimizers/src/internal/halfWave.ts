import { cos, type Tensor } from "@chainrule/tensor";

/** From initial at fraction 0 down to final at fraction 1, along half a period of the cosine. */
export const halfWave = (initial: number, final: number, fraction: Tensor): Tensor =>
  cos(fraction.mul(Math.PI))
    .add(1)
    .mul((initial - final) / 2)
    .add(final);
