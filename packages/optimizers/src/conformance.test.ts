import { compile, grad, replay, simplify, trace } from "@chainrule/compiler";
import {
  type DType,
  fullLike,
  type Optimizer,
  type Parameters,
  randomKey,
  range,
  type Schedule,
  slice,
  type StateTree,
  tensor,
  type Tensor,
} from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import * as exported from "./index.ts";

// What holds for every optimizer, transform and schedule; the first word of a case is the export it is about.

const { adam, sgd, momentum, nesterov, rmsprop, adagrad, adamw } = exported;
const rate = exported.constant(0.02);

const optimizers: Record<string, Optimizer> = {
  adagrad: adagrad({ rate: 0.5 }),
  adam: adam({ rate: 0.05 }),
  "adam, amsgrad and hat": adam({ rate: 0.05, amsgrad: true, epsilonForm: "hat" }),
  "adam, scheduled": adam({ rate, beta1: exported.constant(0.8), beta2: exported.constant(0.99) }),
  adamw: adamw({ rate: 0.05, decay: 1e-3 }),
  momentum: momentum({ rate: 0.01 }),
  "momentum, Keras form": momentum({ rate, form: "keras" }),
  "momentum, dampening": momentum({ rate, dampening: 0.5 }),
  nesterov: nesterov({ rate: 0.01 }),
  "nesterov, Keras form": nesterov({ rate: 0.01, form: "keras" }),
  rmsprop: rmsprop({ rate: 0.01 }),
  "rmsprop, inside": rmsprop({ rate: 0.01, epsilonPlace: "inside" }),
  "rmsprop, centered and momentum": rmsprop({ rate: 0.002, centered: true, momentum: 0.5, epsilon: 1e-3 }),
  sgd: sgd({ rate: 0.03 }),
  "sgd, scheduled": sgd({ rate: exported.warmup(exported.cosineDecay(0.05, { steps: 400 }), { steps: 5 }) }),
  chain: exported.chain(exported.clipByGlobalNorm({ limit: 1 }), sgd({ rate: 0.03 })),
  masked: exported.chain(
    exported.masked(exported.clipByValue({ limit: 1 }), () => true),
    sgd({ rate: 0.03 }),
  ),
};

const transforms: Record<string, Optimizer> = {
  addDecayedWeights: exported.addDecayedWeights({ decay: 0.1, mask: (_, parameter) => parameter.rank > 1 }),
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

const schedules: Record<string, Schedule> = {
  constant: exported.constant(0.1),
  cosineDecay: exported.cosineDecay(0.1, { steps: 50, final: 0.01 }),
  cosineRestarts: exported.cosineRestarts(0.1, { steps: 7 }),
  "cosineRestarts, lengthening": exported.cosineRestarts(0.1, { steps: 7, lengthen: 2 }),
  exponentialDecay: exported.exponentialDecay(0.1, { factor: 0.9, every: 10 }),
  inverseTimeDecay: exported.inverseTimeDecay(0.1, { decay: 0.2 }),
  multiStepDecay: exported.multiStepDecay(0.1, { milestones: [5, 20] }),
  piecewiseConstant: exported.piecewiseConstant([0.1, 0.2, 0.05], { boundaries: [3, 30] }),
  polynomialDecay: exported.polynomialDecay(0.1, { steps: 40, power: 1.5 }),
  stepDecay: exported.stepDecay(0.1, { every: 9 }),
  warmup: exported.warmup(0.1, { steps: 12 }),
};

test("every export has a case", () => {
  const cases = Object.keys({ ...optimizers, ...transforms, ...schedules }).map((name) => name.split(",")[0]);
  expect([...new Set(cases)].sort()).toEqual(Object.keys(exported).sort());
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

const bowl = (w: Tensor): Tensor =>
  w
    .mul(tensor([1, 3], { dtype: w.dtype }))
    .square()
    .sum();

/** Rosenbrock's valley with gentler walls; 0 at (1, 1). */
const valley = (w: Tensor): Tensor => {
  const [x, y] = [slice(w, 0, 0, 1), slice(w, 0, 1, 2)];
  return x.sub(1).square().add(y.sub(x.square()).square().mul(5)).sum();
};

describe.each(Object.entries(optimizers))("%s", (_, optimizer) => {
  test.each(Object.entries({ bowl, valley }))("gets down the %s", (_, loss) => {
    const slope = compile(grad(loss));
    let w = tensor([-0.8, 1.2], { dtype: "float64" });
    let state = optimizer.init({ w });
    for (let t = 1; t <= 400; t++) {
      const context = { parameters: { w }, step: fullLike(w.sum(), t), loss: loss(w), key: randomKey(t) };
      const [updates, next] = optimizer.update({ w: slope(w) }, state, context);
      state = next;
      w = w.add(updates["w"]!);
    }
    expect(loss(w).item()).toBeLessThan(0.05);
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
