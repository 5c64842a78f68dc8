import * as activations from "@chainrule/activations";
import * as losses from "@chainrule/losses";
import { activation, dense, dropout, flatten, type Layer } from "@chainrule/network";
import * as optimizers from "@chainrule/optimizers";
import type { Activation, Loss, Optimizer, Schedule } from "@chainrule/tensor";
import { describe, test } from "vitest";
import { formOf, forms as lossForms } from "../../losses/testing/forms.ts";
import {
  activationChecks,
  type ActivationOptions,
  type Check,
  layerChecks,
  lossChecks,
  optimizerChecks,
  scheduleChecks,
} from "./index.ts";

// Our own parts keep what we ask of others: a new export is in it by existing.

const runAll = (checks: readonly Check[]): void => {
  for (const { name, run } of checks) test(name, run);
};

const forms: Readonly<Record<string, ActivationOptions>> = { glu: { width: (columns) => columns / 2 } };

describe.each(Object.entries<Activation>(activations))("%s", (name, f) =>
  runAll(activationChecks(name, f, forms[name])),
);

// The kit gives no logarithms: those of its distributions do.
const logarithms =
  (loss: Loss): Loss =>
  (p, y) =>
    loss(p.log(), y);

describe.each(Object.entries<Loss>(losses))("%s", (name, loss) => {
  const { prediction = "real", ...form } = lossForms[name] ?? {};
  runAll(
    prediction === "logarithm"
      ? lossChecks(name, logarithms(loss), { ...form, prediction: "distribution" })
      : lossChecks(name, formOf(name, loss), { ...form, prediction }),
  );
});

const { adagrad, adam, adamw, chain, clipByGlobalNorm, cosineDecay, ema, momentum, nesterov, rmsprop, sgd, warmup } =
  optimizers;

const converging: Readonly<Record<string, Optimizer>> = {
  adagrad: adagrad({ rate: 0.5 }),
  adam: adam({ rate: 0.05, amsgrad: true }),
  adamw: adamw({ rate: cosineDecay(0.1, { steps: 400 }), decay: 1e-3 }),
  "chain of clipByGlobalNorm and sgd": chain(clipByGlobalNorm({ limit: 1 }), sgd({ rate: 0.03 })),
  momentum: momentum({ rate: 0.01 }),
  nesterov: nesterov({ rate: 0.01 }),
  rmsprop: rmsprop({ rate: 0.01 }),
  sgd: sgd({ rate: 0.03 }),
};

describe.each(Object.entries(converging))("%s", (name, optimizer) => runAll(optimizerChecks(name, optimizer)));

describe("ema, a transform", () => runAll(optimizerChecks("ema", ema({ decay: 0.5 }), { converges: false })));

const schedules: Readonly<Record<string, Schedule>> = {
  cosineDecay: cosineDecay(0.1, { steps: 50 }),
  warmup: warmup(0.1, { steps: 12 }),
};

describe.each(Object.entries(schedules))("%s", (name, schedule) => runAll(scheduleChecks(name, schedule)));

const layers: Readonly<Record<string, Layer>> = {
  activation: activation((x) => x.tanh()),
  dense: dense(3, (x) => x.sigmoid()),
  dropout: dropout(0.3),
  flatten: flatten(),
};

describe.each(Object.entries(layers))("%s", (name, layer) => runAll(layerChecks(name, layer)));
