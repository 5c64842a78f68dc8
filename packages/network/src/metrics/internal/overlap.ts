import type { Tensor } from "@chainrule/tensor";
import type { AverageOptions } from "../averageOptions.ts";
import { averaged } from "./averaged.ts";
import { ratio } from "./ratio.ts";

/** Of the rows that are predicted as a class or are of it, the share that is both. */
export const overlap = (who: string, prediction: Tensor, target: Tensor, options: AverageOptions): Tensor =>
  averaged(who, prediction, target, options, ({ hits, predicted, actual }) =>
    ratio(hits, predicted.add(actual).sub(hits)),
  );
