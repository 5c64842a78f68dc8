import { dense, initialize, load, predict, save, sequential } from "@chainrule/network";
import { type Activation, tensor } from "@chainrule/tensor";
import { broken, type Check } from "../check.ts";
import { same, sameEverywhere } from "../checks/engines.ts";
import { rightAtFarEnds } from "../checks/farEnds.ts";
import { printsFormula } from "../checks/formulas.ts";
import { eachRowByItself } from "../checks/rows.ts";
import { slopesAreDifferences } from "../checks/slopes.ts";
import { requireSpec } from "../checks/specs.ts";
import { tracedOnce } from "../checks/tracing.ts";
import { extremes, ordinary } from "../points.ts";

/** What is not so for every activation. */
export interface ActivationOptions {
  /** Width of the result for a given width of the input; default the same. */
  readonly width?: (columns: number) => number;
  /** Whether NaN in gives NaN out. Default true. */
  readonly keepsNaN?: boolean;
}

const dtypes = ["float32", "float64"] as const;

/**
 * What an activation has to keep: shape and dtype, rows apart, the right slope, digits out to ±1e30, NaN, one trace,
 * the same bits in the engine, a formula, and a model file that needs no code of its own.
 *
 * @param name - what the messages call it
 */
export function activationChecks(
  name: string,
  f: Activation,
  { width = (columns) => columns, keepsNaN = true }: ActivationOptions = {},
): Check[] {
  const rows = ordinary("real", [4, 6], 1, "float32");
  const check = (what: string, run: Check["run"]): Check => ({ name: `${name}: ${what}`, run });
  return [
    check("keeps shape and dtype", () => {
      for (const dtype of dtypes) {
        for (const shape of [[6], [4, 6], [2, 3, 4]]) {
          const x = tensor(new Float64Array(shape.reduce((a, b) => a * b)).fill(0.5), { shape }).cast(dtype);
          requireSpec(name, f(x), { shape: [...shape.slice(0, -1), width(shape.at(-1)!)], dtype }, [x]);
        }
      }
    }),
    check("looks at each row by itself", () => eachRowByItself(name, (x) => f(x), [rows])),
    check("has the slope of central differences", () => {
      for (const seed of [2, 3]) slopesAreDifferences(name, f, ordinary("real", [4, 6], seed, "float64"));
    }),
    check("value and slope are right out to ±1e30", () => {
      // On rows [x, 0] an elementwise function sees x alone, and one of rows a row in which no difference is rounded.
      rightAtFarEnds(name, f, tensor(extremes.map((x) => [x, 0])));
    }),
    check("NaN passes through", () => {
      if (!keepsNaN) return;
      const x = tensor([[NaN, NaN]]);
      const wrong = f(x)
        .toTypedArray()
        .find((y) => !Number.isNaN(y));
      if (wrong === undefined) return;
      broken(name, { expected: "NaN", received: wrong, at: "tensor([[NaN, NaN]])", cure: "A NaN must not be hidden." });
    }),
    check("is traced once, to what it is on values", () => tracedOnce(name, f, [rows])),
    check("gives the same bits interpreted and compiled", () => {
      sameEverywhere(name, (x) => [f(x)], [rows]);
      sameEverywhere(name, (x) => [f(x)], [tensor(extremes.map((x) => [x, 0]))]);
    }),
    check("prints as a formula", () => printsFormula(name, (x) => f(x), ["x"], [[6]])),
    check("is saved and loaded without its code", () => {
      const net = initialize(sequential([dense(6, f), dense(2)]), { inputShape: [6], seed: 5 });
      same(name, "loaded", [predict(net, rows)], [predict(load(save(net)), rows)], [rows]);
    }),
  ];
}
