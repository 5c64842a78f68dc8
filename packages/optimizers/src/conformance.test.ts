import { gradients, replay, simplify, trace, traceStable } from "@chainrule/compiler";
import {
  type DType,
  oneHot,
  type Optimizer,
  type Parameters,
  randomKey,
  range,
  type Schedule,
  slice,
  type Solver,
  type StateTree,
  tensor,
  type Tensor,
  type ValueAndGrad,
} from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import * as exported from "./index.ts";

// What holds for every optimizer, transform and schedule; the first word of a case is the export it is about.

const { adam, sgd } = exported;
const rate = exported.constant(0.02);
const matrices = (_: string, parameter: Tensor): boolean => parameter.rank > 1;

const optimizers: Record<string, Optimizer> = {
  adabelief: exported.adabelief({ rate: 0.05 }),
  adadelta: exported.adadelta({ rate: exported.exponentialDecay(1, { factor: 0.99 }), epsilon: 3e-3 }),
  adafactor: exported.adafactor({ rate: exported.exponentialDecay(0.1, { factor: 0.99 }) }),
  adagrad: exported.adagrad({ rate: 0.5 }),
  adam: adam({ rate: 0.05 }),
  "adam, amsgrad and hat": adam({ rate: 0.05, amsgrad: true, epsilonForm: "hat" }),
  "adam, scheduled": adam({ rate, beta1: exported.constant(0.8), beta2: exported.constant(0.99) }),
  adamax: exported.adamax({ rate: 0.05 }),
  adamw: exported.adamw({ rate: 0.05, decay: 1e-3 }),
  adan: exported.adan({ rate: 0.05, decay: 1e-3 }),
  "adan, scheduled": exported.adan({ rate: 0.05, decay: exported.constant(1e-3), beta1: exported.constant(0.9) }),
  ademamix: exported.ademamix({ rate: 0.02, beta3: 0.99, alpha: 1 }),
  adopt: exported.adopt({ rate: 0.05, beta2: 0.99 }),
  amsgrad: exported.amsgrad({ rate: 0.05 }),
  asgd: exported.asgd({ rate: 0.03, start: 300 }),
  fromage: exported.fromage({ rate: exported.exponentialDecay(0.1, { factor: 0.99 }) }),
  ftrl: exported.ftrl({ rate: 0.5 }),
  "ftrl, penalties": exported.ftrl({ rate: 0.5, l1: 1e-3, l2: 1e-3, beta: 0.1 }),
  lamb: exported.lamb({ rate: exported.exponentialDecay(0.1, { factor: 0.99 }) }),
  lars: exported.lars({ rate: exported.exponentialDecay(0.1, { factor: 0.99 }), trust: 0.05 }),
  lion: exported.lion({ rate: exported.exponentialDecay(0.05, { factor: 0.99 }) }),
  madgrad: exported.madgrad({ rate: 0.05 }),
  momentum: exported.momentum({ rate: 0.01 }),
  "momentum, Keras form": exported.momentum({ rate, form: "keras" }),
  "momentum, dampening": exported.momentum({ rate, dampening: 0.5 }),
  muon: exported.muon({
    rate: exported.exponentialDecay(0.1, { factor: 0.99 }),
    others: adam({ rate: 0.05 }),
  }),
  nadam: exported.nadam({ rate: 0.05 }),
  nadamw: exported.nadamw({ rate: 0.05, decay: 1e-3 }),
  nesterov: exported.nesterov({ rate: 0.01 }),
  "nesterov, Keras form": exported.nesterov({ rate: 0.01, form: "keras" }),
  noisySgd: exported.noisySgd({ rate: 0.03 }),
  novograd: exported.novograd({ rate: exported.exponentialDecay(0.05, { factor: 0.99 }) }),
  optimisticGradientDescent: exported.optimisticGradientDescent({ rate: 0.03, beta: 0.2 }),
  polyakSgd: exported.polyakSgd({ factor: 0.5 }),
  radam: exported.radam({ rate: 0.05 }),
  rmsprop: exported.rmsprop({ rate: 0.01 }),
  "rmsprop, inside": exported.rmsprop({ rate: 0.01, epsilonPlace: "inside" }),
  "rmsprop, centered and momentum": exported.rmsprop({ rate: 0.002, centered: true, momentum: 0.5, epsilon: 1e-3 }),
  rprop: exported.rprop(),
  scheduleFreeAdamw: exported.scheduleFreeAdamw({ rate: exported.warmup(0.1, { steps: 5 }) }),
  scheduleFreeSgd: exported.scheduleFreeSgd({ rate: 0.05 }),
  sgd: sgd({ rate: 0.03 }),
  "sgd, scheduled": sgd({ rate: exported.warmup(exported.cosineDecay(0.05, { steps: 400 }), { steps: 5 }) }),
  signSgd: exported.signSgd({ rate: exported.exponentialDecay(0.05, { factor: 0.99 }) }),
  signum: exported.signum({ rate: exported.exponentialDecay(0.05, { factor: 0.99 }) }),
  yogi: exported.yogi({ rate: 0.05 }),
  accumulate: exported.accumulate(adam({ rate: 0.1 }), { every: 2 }),
  applyIfFinite: exported.applyIfFinite(adam({ rate: 0.05 })),
  chain: exported.chain(exported.clipByGlobalNorm({ limit: 1 }), sgd({ rate: 0.03 })),
  lookahead: exported.lookahead(adam({ rate: 0.1 }), { every: 4 }),
  masked: exported.chain(
    exported.masked(exported.clipByValue({ limit: 1 }), () => true),
    sgd({ rate: 0.03 }),
  ),
  partition: exported.partition({ plain: sgd({ rate: 0.03 }), adaptive: adam({ rate: 0.05 }) }, (name, parameter) =>
    matrices(name, parameter) ? "adaptive" : "plain",
  ),
  swa: exported.chain(sgd({ rate: 0.03 }), exported.swa({ start: 350, every: 3 })),
};

const transforms: Record<string, Optimizer> = {
  adaptiveGradClip: exported.adaptiveGradClip({ limit: 0.1 }),
  addDecayedWeights: exported.addDecayedWeights({ decay: 0.1, mask: matrices }),
  addNoise: exported.addNoise({ deviation: 0.1 }),
  biasCorrection: exported.biasCorrection(),
  centralize: exported.centralize(),
  clipByGlobalNorm: exported.clipByGlobalNorm({ limit: exported.constant(1) }),
  clipByNorm: exported.clipByNorm({ limit: 0.5 }),
  clipByValue: exported.clipByValue({ limit: exported.constant(0.5) }),
  ema: exported.ema({ decay: exported.constant(0.5) }),
  freeze: exported.freeze((name) => name === "bias"),
  perParameter: exported.perParameter({ init: () => ({}), update: (gradient, state) => [gradient, state] }),
  reduceOnPlateau: exported.reduceOnPlateau({ every: 2, patience: 0 }),
  scaleBySchedule: exported.scaleBySchedule(rate),
  trace: exported.trace(),
  zeroNans: exported.zeroNans(),
};

/** What evaluates the loss itself. */
const solvers: Record<string, Solver | Optimizer> = {
  conjugateGradient: exported.conjugateGradient(),
  lbfgs: exported.lbfgs(),
  "lbfgs, short memory": exported.lbfgs({ memory: 1 }),
  sam: exported.sam(adam({ rate: 0.05 }), { radius: exported.constant(0.01) }),
};

const schedules: Record<string, Schedule> = {
  chainSchedules: exported.chainSchedules(
    exported.warmup(1, { steps: 4 }),
    exported.exponentialDecay(0.1, { factor: 0.9 }),
  ),
  constant: exported.constant(0.1),
  cosineDecay: exported.cosineDecay(0.1, { steps: 50, final: 0.01 }),
  cosineRestarts: exported.cosineRestarts(0.1, { steps: 7 }),
  "cosineRestarts, lengthening": exported.cosineRestarts(0.1, { steps: 7, lengthen: 2 }),
  cyclic: exported.cyclic(0.1, { high: 0.5, up: 4 }),
  "cyclic, lower and lower": exported.cyclic(0.1, { high: 0.5, up: 4, down: 8, shrink: 0.5, factor: 0.99 }),
  exponentialDecay: exported.exponentialDecay(0.1, { factor: 0.9, every: 10 }),
  inverseScalingDecay: exported.inverseScalingDecay(0.1),
  inverseSqrtDecay: exported.inverseSqrtDecay(0.1, { warmup: 8 }),
  inverseTimeDecay: exported.inverseTimeDecay(0.1, { decay: 0.2 }),
  joinSchedules: exported.joinSchedules([0.1, exported.exponentialDecay(0.2, { factor: 0.5 }), 0.05], {
    boundaries: [3, 9],
  }),
  linearDecay: exported.linearDecay(0.1, { steps: 30, final: 0.2 }),
  multiplicativeDecay: exported.multiplicativeDecay(0.1, { factor: (t) => t.add(1).reciprocal(), steps: 20 }),
  multiStepDecay: exported.multiStepDecay(0.1, { milestones: [5, 20] }),
  oneCycle: exported.oneCycle(0.1, { steps: 40 }),
  "oneCycle, linear, no rise": exported.oneCycle(0.1, { steps: 40, rise: 0, shape: "linear" }),
  piecewiseConstant: exported.piecewiseConstant([0.1, 0.2, 0.05], { boundaries: [3, 30] }),
  piecewiseInterpolate: exported.piecewiseInterpolate([0, 0.2, 0.05], { boundaries: [3, 30] }),
  polynomialDecay: exported.polynomialDecay(0.1, { steps: 40, power: 1.5 }),
  stepDecay: exported.stepDecay(0.1, { every: 9 }),
  swaRate: exported.swaRate(exported.cosineDecay(0.1, { steps: 30 }), { start: 20, final: 0.05 }),
  warmup: exported.warmup(0.1, { steps: 12 }),
  warmupConstant: exported.warmupConstant(0.1, { steps: 12 }),
  warmupCosine: exported.warmupCosine(0.1, { warmup: 6, steps: 30, final: 0.01 }),
  warmupExponential: exported.warmupExponential(0.1, { warmup: 6, factor: 0.9, final: 0.01 }),
};

test("every export has a case", () => {
  const cases = Object.keys({ ...optimizers, ...transforms, ...solvers, ...schedules });
  const names = new Set([...cases.map((name) => name.split(",")[0]!), "minimize"]); // which runs the solvers below
  expect([...names].sort()).toEqual(Object.keys(exported).sort());
});

/** What an optimizer is given in one step, and what it answers, as records of tensors. */
type Step = (gradients: Parameters, state: Parameters, context: Parameters) => Parameters;

const flatten = (tree: StateTree, path: string): [string, Tensor][] =>
  "dtype" in tree
    ? [[path, tree as Tensor]]
    : Object.entries(tree).flatMap(([name, branch]) => flatten(branch, `${path}/${name}`));

function unflatten(leaves: Parameters, like: StateTree, path: string): StateTree {
  if ("dtype" in like) return leaves[path]!;
  return Object.fromEntries(
    Object.entries(like).map(([name, branch]) => [name, unflatten(leaves, branch, `${path}/${name}`)]),
  );
}

const under = (prefix: string, record: Parameters): [string, Tensor][] =>
  Object.entries(record).map(([name, value]) => [`${prefix}/${name}`, value]);

const data = (record: Parameters): unknown =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value.toTypedArray()]));

describe.each(Object.entries({ ...optimizers, ...transforms }))("%s", (_, optimizer) => {
  const random = (dtype: DType, shift: number): Parameters => ({
    kernel: tensor(
      [
        [0.3, -0.7],
        [1.1, 0.2],
        [-2, 0.4],
      ],
      { dtype },
    )
      .mul(1 + shift)
      .add(shift),
    bias: tensor([0.5, -0.1], { dtype }).sub(shift),
  });

  const step =
    (shape: StateTree): Step =>
    (gradients, state, { step, loss, key, ...parameters }) => {
      const context = { parameters, step: step!, loss: loss!, key: key! };
      const [updates, next] = optimizer.update(gradients, unflatten(state, shape, "state"), context);
      return Object.fromEntries([...under("updates", updates), ...flatten(next, "state")]);
    };

  /** The same function, traced on placeholders and replayed. */
  const traced =
    (f: Step, rewrite: (outputs: readonly Tensor[]) => readonly Tensor[]): Step =>
    (...records) => {
      const names = records.map((record) => Object.keys(record));
      const given = records.flatMap((record) => Object.values(record));
      let labels: string[] = [];
      const graph = trace((...inputs) => {
        const queue = [...inputs];
        const read = (keys: string[]): Parameters => Object.fromEntries(keys.map((key) => [key, queue.shift()!]));
        const results = f(read(names[0]!), read(names[1]!), read(names[2]!));
        labels = Object.keys(results);
        return Object.values(results);
      }, given);
      const values = replay({ inputs: graph.inputs, outputs: rewrite(graph.outputs) })(given);
      return Object.fromEntries(labels.map((label, index) => [label, values[index]!]));
    };

  /** All that comes out in four steps. */
  const run = (dtype: DType, wrap: (f: Step) => Step = (f) => f): Parameters[] => {
    const parameters = random(dtype, 0);
    const start = optimizer.init(parameters);
    const act = wrap(step(start));
    let state: Parameters = Object.fromEntries(flatten(start, "state"));
    return [1, 2, 3, 4].map((t) => {
      const context = { ...parameters, step: tensor(t, { dtype }), loss: tensor(3 / t, { dtype }), key: randomKey(t) };
      const results = act(random(dtype, t / 7), state, context);
      state = Object.fromEntries(Object.entries(results).filter(([name]) => name.startsWith("state")));
      return results;
    });
  };

  test.each(["float32", "float64"] as const)("%s: updates and state keep names, shapes and dtype", (dtype) => {
    const parameters = random(dtype, 0);
    const specs = (record: Parameters): unknown =>
      Object.fromEntries(Object.entries(record).map(([name, value]) => [name, [value.dtype, value.shape]]));
    const expected = Object.fromEntries([
      ...under("updates", parameters),
      ...flatten(optimizer.init(parameters), "state"),
    ]);
    expect(Object.values(expected).every((value) => value.dtype === dtype)).toBe(true);
    for (const results of run(dtype)) expect(specs(results)).toEqual(specs(expected));
  });

  test("same bits twice", () => {
    expect(run("float32").map(data)).toEqual(run("float32").map(data));
  });

  test("traced with everything unknown, it gives the same bits as on values", () => {
    expect(run("float32", (f) => traced(f, (outputs) => outputs)).map(data)).toEqual(run("float32").map(data));
    expect(run("float32", (f) => traced(f, simplify)).map(data)).toEqual(run("float32").map(data));
  });
});

// Known problems, each with where to start and a loss that is low enough.

interface Problem {
  readonly start: Parameters;
  readonly loss: (parameters: Parameters) => Tensor;
  readonly low: number;
}

const float64 = (data: number[] | number[][]): Tensor => tensor(data, { dtype: "float64" });
const corner = { w: float64([-0.8, 1.2]) };

/** Three clouds of points, one to each class; weights may be as large as makes the loss small. */
const angles = Array.from({ length: 24 }, (_, i) => (2 * Math.PI * (i % 3)) / 3 + 0.05 * (i - 12));
const points = float64(angles.map((angle) => [Math.cos(angle), Math.sin(angle)]));
const classes = oneHot(
  tensor(
    angles.map((_, i) => i % 3),
    { dtype: "int32" },
  ),
  3,
  { dtype: "float64" },
);

const problems: Record<string, Problem> = {
  bowl: {
    start: corner,
    loss: ({ w }) =>
      w!
        .mul(float64([1, 3]))
        .square()
        .sum(),
    low: 0.05,
  },
  // Rosenbrock's valley with gentler walls; 0 at (1, 1). Moved by 3, away from where the weights have no length.
  valley: {
    start: { w: corner.w.add(3) },
    loss: ({ w }) => {
      const [x, y] = [slice(w!, 0, 0, 1).sub(3), slice(w!, 0, 1, 2).sub(3)];
      return x.sub(1).square().add(y.sub(x.square()).square().mul(5)).sum();
    },
    low: 0.05,
  },
  classification: {
    start: {
      kernel: float64([
        [0.3, -0.2, 0.1],
        [-0.1, 0.2, 0.3],
      ]),
      bias: float64([0.1, -0.1, 0]),
    },
    loss: ({ kernel, bias }) => {
      const scores = points.matmul(kernel!).add(bias!);
      const shifted = scores.sub(scores.reduceMax(-1, { keepDims: true }));
      const logs = shifted.sub(shifted.exp().sum(-1, { keepDims: true }).log());
      return logs.mul(classes).sum(-1).mean().neg();
    },
    low: 0.4, // 1.1 at the start
  },
};

/** Every tensor through plain numbers, as a file holds them; without empty branches, which a file drops. */
const throughFile = (tree: StateTree): StateTree => {
  if ("dtype" in tree) {
    const { dtype, shape } = tree as Tensor;
    return tensor(JSON.parse(JSON.stringify([...(tree as Tensor).toTypedArray()])) as number[], { dtype, shape });
  }
  const parts = Object.entries(tree).map(([name, part]) => [name, throughFile(part)] as const);
  return Object.fromEntries(parts.filter(([, part]) => "dtype" in part || Object.keys(part).length > 0));
};

describe.each(Object.entries(problems))("%s", (_, { start, loss, low }) => {
  const names = Object.keys(start);
  const graph = traceStable(
    (...tensors) => [loss(Object.fromEntries(names.map((name, i) => [name, tensors[i]!])))],
    Object.values(start),
    ([value], inputs) => [value!, ...gradients(value!, inputs)],
  );
  const plan = replay(graph);
  const valueAndGrad: ValueAndGrad = (parameters) => {
    const [value, ...slopes] = plan(names.map((name) => parameters[name]!));
    return [value!, Object.fromEntries(names.map((name, i) => [name, slopes[i]!]))];
  };
  test.each(Object.entries({ ...optimizers, ...solvers }))("%s gets down", (_, optimizer) => {
    expect(exported.minimize(valueAndGrad, start, optimizer, { steps: 400 }).loss).toBeLessThan(low);
  });

  test.each(Object.entries({ ...optimizers, ...solvers }))("%s goes on from a checkpoint", (_, optimizer) => {
    const whole = exported.minimize(valueAndGrad, start, optimizer, { steps: 16 });
    const half = exported.minimize(valueAndGrad, start, optimizer, { steps: 7 });
    const from = {
      parameters: throughFile(half.checkpoint.parameters) as Parameters,
      state: throughFile(half.checkpoint.state),
      steps: half.checkpoint.steps,
    };
    const resumed = exported.minimize(valueAndGrad, start, optimizer, { steps: 9, from });
    expect(data(resumed.parameters)).toEqual(data(whole.parameters));
    expect(data(resumed.checkpoint.parameters)).toEqual(data(whole.checkpoint.parameters));
  });
});

describe.each(Object.entries(schedules))("%s", (_, schedule) => {
  const steps = range(60).cast("float32");

  test("keeps shape and dtype, so that a whole course can be drawn at once", () => {
    const course = schedule(steps);
    expect([course.shape, course.dtype]).toEqual([[60], "float32"]);
    expect(schedule(tensor(7)).item()).toBe(course.toTypedArray()[7]);
  });

  test("is finite and not below zero, even after 10 million steps", () => {
    const values = [...schedule(steps).toTypedArray(), schedule(tensor(1e7)).item()];
    expect(values.filter((value) => !(value >= 0 && value <= 1))).toEqual([]);
  });

  test("traced, it gives the same bits as on values", () => {
    const graph = trace((step) => [schedule(step)], [steps]);
    expect(replay(graph)([steps])[0]?.toTypedArray()).toEqual(schedule(steps).toTypedArray());
  });
});
