import * as activations from "@chainrule/activations";
import * as losses from "@chainrule/losses";
import * as network from "@chainrule/network";
import * as optimizers from "@chainrule/optimizers";
import { type Activation, type Layer, type Loss, type Optimizer, type Schedule, tensor } from "@chainrule/tensor";
import { describe, test } from "vitest";
import { formOf, forms as lossForms } from "../../losses/testing/forms.ts";
import { rightAtFarEnds } from "./checks/farEnds.ts";
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

// Where exp and what is made of it run out of digits: from small numbers through those below the normal ones to 0.
const dense = tensor(
  Array.from({ length: 5000 }, (_, i) => [0, 1].map((j) => -120 + 0.04803 * (i + j))),
  { dtype: "float32" },
);

describe.each(Object.entries<Activation>(activations))("%s", (name, f) =>
  test("value and slope are right from −120 to 120", () => rightAtFarEnds(name, f, dense)),
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
  activation: network.activation((x) => x.tanh()),
  activityRegularization: network.activityRegularization({ l1: 0.1, l2: 0.1 }),
  alphaDropout: network.alphaDropout(0.3),
  batchNorm: network.batchNorm(),
  dense: network.dense(3, (x) => x.sigmoid()),
  "dense without bias": network.dense(3, undefined, { bias: false }),
  dropout: network.dropout(0.3),
  "dropout by a schedule": network.dropout((step) => step.mul(0.1).min(0.5)),
  flatten: network.flatten(),
  gaussianDropout: network.gaussianDropout(0.3),
  gaussianNoise: network.gaussianNoise(0.3),
  groupNorm: network.groupNorm(2),
  identity: network.identity(),
  lambda: network.lambda((x) => x.square().sum(-1, { keepDims: true })),
  layerNorm: network.layerNorm(),
  maxout: network.maxout(3),
  normalization: network.normalization([Array.from({ length: 6 }, (_, i) => i), Array.from({ length: 6 }, () => 7)]),
  prelu: network.prelu(),
  rescaling: network.rescaling({ scale: 2, offset: 1 }),
  reshape: network.reshape([3, 2]),
  rmsNorm: network.rmsNorm(),
  sequential: network.sequential([network.dense(4, (x) => x.tanh()), network.batchNorm(), network.dense(2)]),
  spatialDropout: network.spatialDropout(0.3),
  swapEma: network.swapEma(network.dense(3)),
  unitNorm: network.unitNorm(),
};

describe.each(Object.entries(layers))("%s", (name, layer) => runAll(layerChecks(name, layer)));
