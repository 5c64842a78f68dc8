import { chain, clipByGlobalNorm } from "@chainrule/optimizers";
import { type Optimizer, randomKey, type Solver, type Tensor, tensor } from "@chainrule/tensor";
import { lossOf } from "../sheet/functions.ts";
import { SheetError } from "../sheet/error.ts";
import { isSolver, optimizerOf, sharedOptions } from "../sheet/optimizerOf.ts";
import { regularizerOf } from "../sheet/regularizerOf.ts";
import type { Matrix, Sheet, SheetNet } from "../sheet/types.ts";
import { dense } from "./denseLayer.ts";
import { perExampleOf } from "./perExample.ts";
import type { Problem } from "./problem.ts";

/**
 * The training step that a sheet is about, whatever its steps say.
 *
 * @throws SheetError for an optimizer or a regularizer that means nothing to us
 */
export function problemOfSheet({ title, id, net }: Pick<Sheet, "title" | "id" | "net">): Problem {
  const loss = lossOf(net.loss)!;
  return {
    title: title || id,
    notes: [],
    inputs: [{ symbol: "x", value: matrix(net.input) }],
    layers: net.weights.map((weights, i) => ({
      ...dense,
      takes: [i === 0 ? "x" : `a${i}`],
      parameters: [
        { symbol: `W${i + 1}`, name: `W${i + 1}`, value: matrix(weights) },
        { symbol: `b${i + 1}`, name: `b${i + 1}`, value: tensor(net.biases[i]!, { dtype: "float64" }) },
      ],
      outputs: net.biases[i]!.length,
      activationName: net.activations[i]!.name,
      activation: net.activations[i]!.apply,
      mask: maskOf(net, i + 1),
    })),
    outputs: [
      {
        suffix: "",
        layer: net.weights.length,
        target: matrix(net.target),
        lossName: loss.name,
        terms: loss.terms,
        perExample: perExampleOf(loss.name),
        factor: 1,
      },
    ],
    activities: [],
    batch: net.batch,
    regularizer: net.regularizer && regularizerOf(net.regularizer),
    optimizerName: net.clipGlobalNorm === undefined ? net.optimizer.name : `${net.optimizer.name} with clipping`,
    optimizerOptions: optionsOf(net),
    optimizer: clipped(net, optimizerOf(net.optimizer.name, net.optimizer.options, net.rate)),
    state: new Map(
      Array.from(net.state, ([name, rows]) => [
        name,
        // Of all weights together: put in shape where the optimizer says what it remembers.
        matrix(rows).reshape(/_b\d/.test(name) ? [rows[0]!.length] : [rows.length, rows[0]!.length]),
      ]),
    ),
    stepsBefore: net.stepsBefore,
    key: randomKey(net.stepsBefore),
    updateBiases: net.updateBiases,
  };
}

/** What the optimizer of a sheet is made with; the rate is one of its options where it has one. */
function optionsOf({ optimizer: { name, options }, rate, clipGlobalNorm }: SheetNet): Problem["optimizerOptions"] {
  // A sheet without a learning rate has 0 there: a solver needs none.
  const own = rate === 0 && isSolver(optimizerOf(name, options)) ? {} : sharedOptions(name, { rate });
  return { ...own, ...options, ...(clipGlobalNorm !== undefined && { "largest norm": clipGlobalNorm }) };
}

function clipped({ clipGlobalNorm: limit }: SheetNet, optimizer: Optimizer | Solver): Optimizer | Solver {
  if (limit === undefined) return optimizer;
  if (!isSolver(optimizer)) return chain(clipByGlobalNorm({ limit }), optimizer);
  throw new SheetError(
    "readSheet: expected no network.clip_global_norm beside a solver, received one. Leave it out: a line search needs the whole gradient.",
  );
}

const matrix = (rows: Matrix): Tensor => tensor(rows, { dtype: "float64" });

function maskOf({ masks }: SheetNet, layer: number): Tensor | undefined {
  const rows = masks.get(layer);
  return rows && matrix(rows);
}
