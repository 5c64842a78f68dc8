import { zerosLike, type Optimizer } from "@chainrule/tensor";
import { mapRecord } from "../internal/record.ts";
import { stateless } from "../internal/stateless.ts";

/** Puts 0 in the place of each element that is NaN; infinities stay. It hides a mistake: find its cause first. */
export const zeroNans = (): Optimizer =>
  stateless((gradients) =>
    // NaN alone differs from itself.
    mapRecord(gradients, (gradient) => gradient.notEqual(gradient).where(zerosLike(gradient), gradient)),
  );
