import { dropout, type Layer } from "@chainrule/network";
import { type Activation, fullLike, type Loss, type Optimizer, type Tensor, tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import {
  activationChecks,
  type Check,
  layerChecks,
  lossChecks,
  type LossOptions,
  optimizerChecks,
  runChecks,
  scheduleChecks,
} from "./index.ts";

// Parts that are broken on purpose: each is caught for its own reason, and told so in a sentence with the input.

// eslint-disable-next-line no-restricted-properties -- what nobody should use
const { random } = Math;

/** The failures, as `check: message`. */
async function failures(checks: readonly Check[]): Promise<string[]> {
  const outcomes = await runChecks(checks);
  return outcomes.flatMap(({ name, error }) => (error ? [`${name}: ${error.message}`] : []));
}

/** Name, the part, the check that has to catch it, and what its message has to say. */
type Case<Part> = readonly [what: string, part: Part, check: string, says: RegExp];

let calls = 0;

const activations: readonly Case<Activation>[] = [
  [
    "slope stopped",
    (x) => x.mul(x.stopGradient()),
    "central differences",
    /central differences, .* received .*entry \[/,
  ],
  [
    "overflow",
    (x) => x.exp().div(x.exp().add(1)),
    "±1e30",
    /received NaN, at tensor\(\[\[100,0\]\]\)\. .* overflows where the end result does not/,
  ],
  ["overflow in float32", (x) => x.square().div(x.abs().add(1)), "±1e30", /overflows where the end result does not/],
  // Where eˣ is below the normal numbers its logarithm is off too, and not forgiven.
  ["digits lost far out", (x) => x.min(0).max(-99).exp().mul(2).log(), "±1e30", /Too many digits are lost/],
  ["digits lost", (x) => x.exp().add(1).log(), "±1e30", /Too many digits are lost|overflow/],
  [
    "slope of a cube that overflows",
    (x) => x.mul(x.mul(x.square()).mul(0.04).add(x).sigmoid()),
    "±1e30",
    /expected the slope 1, .* received NaN, at tensor\(\[\[.* overflows where the end result does not/,
  ],
  ["random", (x) => x.add(random()), "same bits|what it is on values", /pure function|fixed when it is traced/],
  ["counter", (x) => x.mul(++calls), "what it is on values", /fixed when it is traced/],
  [
    "reads numbers",
    (x) => (x.toTypedArray()[0]! > 0 ? x : x.neg()),
    "traced once",
    /expected a function that can be traced/,
  ],
  ["other dtype", (x) => x.cast("float32"), "shape and dtype", /expected float64 \[6\], received float32 \[6\]/],
  ["mixes dtypes", (x) => x.mul(tensor(2, { dtype: "float64" })), "shape and dtype", /expected one dtype/],
  ["reduces", (x) => x.sum(-1), "shape and dtype", /expected float32 \[6\], received float32 \[\]/],
  [
    "over the batch",
    (x) => x.div(x.abs().sum(0, { keepDims: true }).add(1)),
    "each row by itself",
    /Axis 0 is the batch/,
  ],
  ["hides NaN", (x) => x.equal(x).where(x, 0), "NaN", /expected NaN, received 0/],
  ["no function of x", (x) => fullLike(x, 1), "formula", /does not depend on x/],
];

describe.each(activations)("activation: %s", (_, part, check, says) => {
  test("is caught", async () => {
    const found = await failures(activationChecks("plugin", part));
    expect(found.find((line) => new RegExp(check).test(line))).toMatch(says);
  });
});

test("a factor below the normal numbers is no fault: it carries the error of its last digit", async () => {
  expect(await failures(activationChecks("bump", (x) => x.mul(x.square().neg().exp())))).toEqual([]);
});

const squared: Loss = (p, y) => p.sub(y).square();
const fitting = (p: Tensor, y: Tensor): void => {
  if (String(p.shape) !== String(y.shape)) throw new Error("shapes differ");
};

const losses: readonly (readonly [...Case<Loss>, options?: LossOptions])[] = [
  ["reduced", (p, y) => squared(p, y).mean(), "one value for each", /Do not reduce over the rows/],
  ["broadcasts", squared, "merely broadcast", /Begin with requireSameShape/],
  [
    "slope of the target's error",
    (p, y) => p.stopGradient().sub(y).mul(p),
    "central differences",
    /central differences/,
  ],
  ["hides NaN", (p, y) => (fitting(p, y), p.equal(p).where(squared(p, y), 0)), "NaN", /expected NaN/],
  ["needs a logit", (p, y) => y.mul(p.exp().add(1).log()), "far ends", /overflow|digits|number/],
  ["forgets the target", (p, y) => (fitting(p, y), p.square()), "formula", /does not depend on y/],
  ["random", (p, y) => squared(p, y).mul(1 + random()), "what it is on values", /fixed when it is traced/],
  ["over the batch", (p, y) => squared(p, y).div(p.abs().sum(0, { keepDims: true })), "each row by itself", /Axis 0/],
  [
    "naive entropy",
    (p, y) => y.mul(p.log()).neg(),
    "far ends",
    /a value that is a number, received NaN/,
    { prediction: "probability" },
  ],
];

describe.each(losses.map((entry) => ({ what: entry[0], entry })))("loss: $what", ({ entry }) => {
  const [, part, check, says, options] = entry;
  test("is caught", async () => {
    const found = await failures(lossChecks("plugin", part, options));
    expect(found.find((line) => line.includes(check))).toMatch(says);
  });
});

const map = (gradients: Readonly<Record<string, Tensor>>, f: (gradient: Tensor, name: string) => Tensor) =>
  Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, f(gradient, name)]));

let held: Tensor | undefined;

const optimizers: readonly Case<Optimizer>[] = [
  ["climbs", { init: () => ({}), update: (g, s) => [map(g, (x) => x.mul(0.01)), s] }, "bowl", /point down/],
  [
    "crawls",
    { init: () => ({}), update: (g, s) => [map(g, (x) => x.mul(-1e-6)), s] },
    "bowl",
    /a loss of at most 0.05/,
  ],
  [
    "counts by itself",
    { init: () => ({}), update: (g, s) => [map(g, (x) => x.mul(-0.01 / ++calls)), s] },
    "traced once",
    /traced at step 1 and used at step/,
  ],
  [
    "remembers outside",
    {
      init: () => ({}),
      update(g, s) {
        const { kernel } = g;
        if (!kernel?.data) return [map(g, (x) => x.mul(-0.01)), s];
        held = held && held.rank === kernel.rank ? held.mul(0.9).add(kernel) : kernel;
        return [map(g, (x, name) => (name === "kernel" ? held! : x).mul(-0.01)), s];
      },
    },
    "traced once",
    /nothing remembered between calls/,
  ],
  [
    "leaves one out",
    { init: () => ({}), update: (g, s) => [map({ kernel: g["kernel"]! }, (x) => x.mul(-0.01)), s] },
    "keep names",
    /expected an update for bias/,
  ],
  [
    "memory grows",
    {
      init: () => ({ sum: tensor(0) }),
      update: (g) => [map(g, (x) => x.mul(-0.01)), { sum: tensor(0), count: tensor(1) }],
    },
    "keep names",
    /The memory keeps its form/,
  ],
  [
    "reads the step",
    { init: () => ({}), update: (g, s, { step }) => [map(g, (x) => x.mul(-0.01 / step.item())), s] },
    "traced once",
    /Choose with condition|no numbers yet/,
  ],
];

describe.each(optimizers)("optimizer: %s", (_, part, check, says) => {
  test("is caught", async () => {
    const found = await failures(optimizerChecks("plugin", part));
    expect(found.find((line) => line.includes(check))).toMatch(says);
  });
});

const same: Layer = {
  name: "same",
  init: (_key, inputShape) => ({ parameters: {}, state: {}, outputShape: inputShape }),
  apply: ({ state }, x) => [x, state],
};

const layers: readonly Case<Layer>[] = [
  [
    "another shape than promised",
    { ...same, apply: ({ state }, x) => [x.sum(-1), state] },
    "shape",
    /expected float32 \[4, 6\]/,
  ],
  [
    "loses its state",
    {
      ...same,
      init: (_k, s) => ({ parameters: {}, state: { mean: tensor(0) }, outputShape: s }),
      apply: (_m, x) => [x, {}],
    },
    "state",
    /What goes in as state comes out/,
  ],
  ["random", { ...same, apply: ({ state }, x) => [x.mul(random()), state] }, "central|same bits", /./],
  [
    "stops the slope",
    { ...same, apply: ({ state }, x) => [x.mul(x.stopGradient()), state] },
    "central",
    /central differences/,
  ],
];

describe.each(layers)("layer: %s", (_, part, check, says) => {
  test("is caught", async () => {
    const found = await failures(layerChecks("plugin", part));
    expect(found.find((line) => new RegExp(check).test(line))).toMatch(says);
  });
});

test("schedule: a count of its own is caught", async () => {
  const found = await failures(scheduleChecks("plugin", (step) => step.mul(0).add(1 / ++calls)));
  expect(found.join()).toMatch(/Compute with the tensor `step`/);
});

test("sound parts pass", async () => {
  const sound = [
    ...lossChecks("squared", (p, y) => (fitting(p, y), squared(p, y))),
    ...layerChecks("dropout", dropout(0.5)),
    ...activationChecks("silu", (x) => x.mul(x.sigmoid())),
  ];
  expect(await failures(sound)).toEqual([]);
});
