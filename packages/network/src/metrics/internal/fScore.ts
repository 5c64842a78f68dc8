import type { Tensor } from "@chainrule/tensor";
import type { AverageOptions } from "../averageOptions.ts";
import { averaged } from "./averaged.ts";
import { ratio } from "./ratio.ts";

/** (1 + β²)·precision·recall / (β²·precision + recall), as counts have it. */
export const fScore = (
  who: string,
  beta: number,
  prediction: Tensor,
  target: Tensor,
  options: AverageOptions,
): Tensor =>
  averaged(who, prediction, target, options, ({ hits, predicted, actual }) =>
    ratio(hits.mul(1 + beta ** 2), predicted.add(actual.mul(beta ** 2))),
  );
