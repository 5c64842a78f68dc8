import { sgd } from "../support/sgd.ts";
import { dense } from "@chainrule/network";
import { type Activation, type DType, type Loss, type Tensor } from "@chainrule/tensor";
import { broken, type Check } from "../check.ts";
import { sameEverywhere } from "../checks/engines.ts";
import { rightAtFarEnds } from "../checks/farEnds.ts";
import { printsFormula } from "../checks/formulas.ts";
import { resumesExactly } from "../checks/resumes.ts";
import { eachRowByItself } from "../checks/rows.ts";
import { slopesAreDifferences } from "../checks/slopes.ts";
import { tracedOnce } from "../checks/tracing.ts";
import { farEnds, type Kind, ordinary, targetsAtEnds } from "../points.ts";
import { specOf } from "../show.ts";

/** What a loss takes. */
export interface LossOptions {
  /** What predictions are. Default "real". */
  readonly prediction?: Exclude<Kind, "label" | "sign">;
  /** What targets are; "label" is the number of a class, one a row. Default as the predictions. */
  readonly target?: Kind;
}

/** An activation whose results are of that kind. */
const outputs: Readonly<Record<Exclude<Kind, "label" | "sign">, Activation>> = {
  real: (x) => x,
  positive: (x) => x.softplus(),
  probability: (x) => x.sigmoid(),
  distribution: (x) => {
    const powers = x.sub(x.reduceMax(-1, { keepDims: true }).stopGradient()).exp();
    return powers.div(powers.sum(-1, { keepDims: true }));
  },
};

/**
 * What a loss has to keep: one value for each element or row, the right slope by the prediction, digits at the far
 * ends, NaN, a refusal of shapes that merely broadcast, one trace, the same bits in the engine, a formula, and a
 * checkpoint that goes on without its code.
 *
 * @param name - what the messages call it
 */
export function lossChecks(name: string, loss: Loss, options: LossOptions = {}): Check[] {
  const { prediction = "real" } = options;
  const { target = prediction } = options;
  const given = (dtype: DType, seed: number): [Tensor, Tensor] => [
    ordinary(prediction, [4, 3], seed, dtype),
    ordinary(target, [4, 3], seed + 1, dtype),
  ];
  const check = (what: string, run: Check["run"]): Check => ({ name: `${name}: ${what}`, run });
  return [
    check("gives one value for each element or each row, in the dtype of the prediction", () => {
      for (const dtype of ["float32", "float64"] as const) {
        const [p, y] = given(dtype, 1);
        const received = specOf(loss(p, y));
        const allowed = [p.shape, p.shape.slice(0, -1)].map((shape) => specOf({ dtype, shape }));
        if (allowed.includes(received)) continue;
        const cure = "Do not reduce over the rows: training multiplies by weights and reduces.";
        broken(name, { expected: allowed.join(" or "), received, at: `${specOf(p)} and ${specOf(y)}`, cure });
      }
    }),
    check("looks at each row by itself", () => eachRowByItself(name, (p, y) => loss(p, y), given("float32", 1))),
    check("has the slope of central differences", () => {
      for (const seed of [2, 4]) {
        const [p, y] = given("float64", seed);
        slopesAreDifferences(name, (x) => loss(x, y), p);
      }
    }),
    check("value and slope are right at the far ends", () => {
      const ends = farEnds(prediction, "float32");
      for (const y of targetsAtEnds(target, ends.shape[0]!, "float32")) {
        rightAtFarEnds(name, (x) => loss(x, y.dtype === "int32" ? y : y.cast(x.dtype)), ends);
      }
    }),
    check("NaN passes through", () => {
      const [p, y] = given("float32", 1);
      const wrong = loss(p.mul(NaN), y)
        .toTypedArray()
        .find((value) => !Number.isNaN(value));
      if (wrong === undefined) return;
      const cure = "A NaN must not be hidden: training stops at it and says where it came from.";
      broken(name, { expected: "NaN", received: wrong, at: "a prediction of NaN", cure });
    }),
    check("refuses shapes that merely broadcast", () => {
      const [p, y] = given("float32", 1);
      const other = y.reshape([1, ...y.shape]);
      let received: Tensor;
      try {
        received = loss(p, other);
      } catch {
        return;
      }
      const cure = `Begin with requireSameShape("${name}", { prediction, target }).`;
      broken(name, { expected: "an error", received: specOf(received), at: `${specOf(p)} and ${specOf(other)}`, cure });
    }),
    check("is traced once, to what it is on values", () => tracedOnce(name, (p, y) => loss(p, y), given("float32", 1))),
    check("gives the same bits interpreted and compiled", () =>
      sameEverywhere(name, (p, y) => [loss(p, y)], given("float32", 1)),
    ),
    check("prints as a formula", () => {
      const [, y] = given("float64", 1);
      if (target === "label") printsFormula(name, (p) => loss(p, y), ["p"], [[4, 3]]);
      else
        printsFormula(
          name,
          (p, t) => loss(p, t),
          ["p", "y"],
          [
            [4, 3],
            [4, 3],
          ],
        );
    }),
    check("a training with it goes on from a file without its code", () =>
      resumesExactly(
        name,
        () => [dense(3, outputs[prediction])],
        { inputs: ordinary("real", [4, 5], 7, "float32"), targets: given("float32", 1)[1] },
        { loss, optimizer: sgd(0.05), epochs: 4 },
        3,
      ),
    ),
  ];
}
