import { relu, sigmoid, softmax, tanh } from "@chainrule/activations";
import { binaryCrossentropy, categoricalCrossentropy, meanSquaredError } from "@chainrule/losses";
import {
  activation,
  activityRegularization,
  add,
  type AnyNetwork,
  average,
  batchNorm,
  concatenate,
  dense,
  dot,
  dropout,
  flatten,
  initialize,
  input,
  l2,
  type Layer,
  layerNorm,
  load,
  merge,
  multiply,
  network,
  type Node,
  prelu,
  save,
  sequential,
  subtract,
  train,
  unitNorm,
} from "@chainrule/network";
import { adam, lbfgs, sgd } from "@chainrule/optimizers";
import { concat, type Tensor, tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { answersOf } from "../answers/index.ts";
import { renderHtml, renderLatex, renderMarkdown, renderText, toJson } from "../render/index.ts";
import { crossCheck } from "./crossCheck.ts";
import { neuronPath, weightPath } from "./focus.ts";
import { layoutNetwork, type Worksheet } from "./layout.ts";
import type { NetworkStep } from "./problemOfNetwork.ts";

const double = (rows: number[][]): Tensor => tensor(rows, { dtype: "float64" });
const wide = double([
  [0.3, -0.7, 1.1],
  [-0.4, 0.9, 0.2],
  [1.2, 0.1, -0.8],
]);
const narrow = double([
  [0.5, -1],
  [0.2, 0.6],
  [-0.9, 0.4],
]);
const kind = double([
  [1, 0],
  [0, 1],
  [1, 0],
]);
const alarm = double([[1], [0], [1]]);

interface Case {
  readonly net: () => AnyNetwork;
  readonly step: object;
}

const loss = categoricalCrossentropy;
/** From one input to a softmax of two. */
const one = (build: (x: Node) => Node): Case => ({
  net() {
    const x = input();
    const net = network({ inputs: x, outputs: build(x).to(dense(2, softmax)) });
    return initialize(net, { inputShape: [3], seed: 3, dtype: "float64" });
  },
  step: { inputs: wide, targets: kind, loss },
});

const chain = (layers: readonly Layer[]): Case => ({
  net: () => initialize(sequential(layers), { inputShape: [3], seed: 3, dtype: "float64" }),
  step: { inputs: wide, targets: kind, loss },
});

/** Two inputs of different widths, two outputs with losses of their own. */
const both: Case = {
  net() {
    const [a, b] = [input(), input()];
    const hidden = concatenate(a.to(dense(3, tanh)), b).to(dense(4, tanh));
    const outputs = { kind: hidden.to(dense(2, softmax)), alarm: hidden.to(dense(1, sigmoid)) };
    const net = network({ inputs: { wide: a, narrow: b }, outputs });
    return initialize(net, { inputShape: { wide: [3], narrow: [2] }, seed: 3, dtype: "float64" });
  },
  step: {
    inputs: { wide, narrow },
    targets: { kind, alarm },
    loss: { kind: loss, alarm: binaryCrossentropy },
    lossWeights: { kind: 1, alarm: 0.5 },
  },
};

const shared = dense(3, tanh);
const residual = (x: Node): Node => {
  const hidden = x.to(dense(3, tanh));
  return add(hidden, hidden.to(dense(3, tanh)));
};

const cases: Readonly<Record<string, Case>> = {
  "two branches side by side": one((x) => concatenate(x.to(dense(2, tanh)), x.to(dense(3, relu)))),
  "around a layer": one(residual),
  "a layer twice, one after the other": one((x) => x.to(shared).to(shared)),
  "a layer twice, side by side": one((x) => concatenate(x.to(shared), x.to(flatten()).to(shared))),
  "a thing with itself": one((x) => {
    const hidden = x.to(dense(3, tanh));
    return add(hidden, hidden);
  }),
  "a gate and a difference": one((x) => {
    const hidden = x.to(dense(3, tanh));
    return subtract(multiply(hidden, x.to(dense(3, sigmoid))), average(hidden, x));
  }),
  "an angle": one((x) => concatenate(dot(x.to(dense(2)).to(unitNorm()), x.to(dense(2)).to(unitNorm())), x)),
  "normalized and gated within a branch": one((x) => {
    const hidden = x.to(dense(4, undefined, { bias: false }));
    return add(hidden.to(layerNorm()).to(activation(relu)), hidden.to(prelu()));
  }),
  "batchNorm before a sum": one((x) => add(x.to(dense(3, tanh)).to(batchNorm()), x)),
  "batchNorm twice": one((x) => {
    const norm = batchNorm();
    return add(x.to(dense(3, tanh)).to(norm), x.to(dense(3, relu)).to(norm));
  }),
  "dropout on one of two ways": one((x) => {
    const hidden = x.to(dense(4, tanh));
    return add(hidden, hidden.to(dropout(0.4)));
  }),
  "a function of two of somebody's own": one((x) =>
    merge((a, b) => concat([a.mul(b), a.tanh()], 1), [x.to(dense(2)), x.to(dense(2))], "mixed"),
  ),
  "a network that is a layer": one((x) => {
    const start = input();
    return x.to(network({ inputs: start, outputs: residual(start) })).to(prelu());
  }),
  "two inputs and two outputs": both,
  "an output that others take": {
    net() {
      const x = input();
      const early = x.to(dense(2, softmax));
      const net = network({ inputs: x, outputs: { early, late: early.to(dense(1, sigmoid)) } });
      return initialize(net, { inputShape: [3], seed: 3, dtype: "float64" });
    },
    step: {
      inputs: wide,
      targets: { early: kind, late: alarm },
      loss: { early: loss, late: meanSquaredError },
    },
  },
  "a loss of activations": chain([dense(4, tanh), activityRegularization({ l2: 0.1 }), dense(2, softmax)]),
  "of the outputs, the inputs and before a function": chain([
    activityRegularization({ l1: 0.01 }),
    dense(4),
    activityRegularization({ l1: 0.02, l2: 0.1 }),
    activation(tanh),
    dense(2, softmax),
    activityRegularization({ l2: 0.3 }),
  ]),
  "of prelu, of a norm, and before dropout": chain([
    dense(4),
    prelu(),
    activityRegularization({ l2: 0.2 }),
    dropout(0.3),
    layerNorm(),
    activityRegularization({ l1: 0.1 }),
    dense(2, softmax),
  ]),
  "of a branch": one((x) => {
    const hidden = x.to(dense(3, tanh));
    return add(hidden, hidden.to(activityRegularization({ l2: 0.2 })).to(dense(3, tanh)));
  }),
  "a layer of somebody's own that adds to the loss": chain([dense(3, tanh), held(), dense(2, softmax)]),
};

/** Adds to the loss how large its weights make what comes in. */
function held(): Layer {
  return {
    name: "held",
    init: (_key, shape, { dtype }) => ({
      parameters: { scale: tensor([0.5, -1, 2], { dtype }) },
      state: { penalty: tensor(0, { dtype }) },
      outputShape: shape,
    }),
    apply({ parameters: { scale } }, x) {
      const y = x.mul(scale!);
      return [y, { penalty: y.square().mean().mul(0.3) }];
    },
  };
}

const sheetOf = ({ net, step }: Case, options: object = { optimizer: sgd({ rate: 0.1 }) }): Worksheet =>
  layoutNetwork(net(), { ...step, ...options } as unknown as NetworkStep<never, never>);

const valueOf = ({ steps }: Worksheet, id: string): number[] => [
  ...steps.find((step) => step.id === id)!.value.toTypedArray(),
];

describe.each(Object.entries(cases))("%s", (name, { net: make, step }) => {
  test.each([
    ["sgd", { optimizer: sgd({ rate: 0.1 }) }],
    ["lbfgs", { optimizer: lbfgs() }],
    ["adam, with a regularizer", { optimizer: adam({ rate: 0.1 }), regularizer: l2(0.01) }],
    ["the sum", { optimizer: sgd({ rate: 0.1 }), reduction: "sum" }],
  ])("%s: the step is that of training, and every derivative that of central differences", async (_, options) => {
    const net = make();
    const worksheet = sheetOf({ net: () => net, step }, { ...options, seed: 5 });
    const { inputs, targets, ...rest } = { ...step, ...options } as unknown as { inputs: never; targets: never };
    const run = train(net as never, { inputs, targets }, {
      ...rest,
      ...{ epochs: 1, batchSize: 3, shuffle: false, seed: 5 },
    } as never);
    let before: number | undefined;
    for await (const { loss } of run) before = loss;
    expect(valueOf(worksheet, "loss")[0]).toBeCloseTo(before!, 12);

    const { parameters, state } = net.memory!;
    const { layers } = worksheet.problem;
    const own = new Map(
      layers.flatMap((layer) => [...layer.parameters, ...layer.carried]).map(({ name, symbol }) => [name, symbol]),
    );
    const after = Object.entries({ ...parameters, ...state }).filter(([id]) => !id.endsWith("penalty"));
    expect([...own.keys()].toSorted()).toEqual(after.map(([id]) => id).toSorted());
    for (const [id, expected] of after) {
      valueOf(worksheet, `${own.get(id)!}_new`).forEach((value, i) =>
        expect(Math.abs(value - expected.data![i]!), `${id}[${i + 1}]`).toBeLessThan(1e-12),
      );
    }
    const { compared, largest, at } = crossCheck(worksheet);
    expect(compared).toBeGreaterThan(20);
    expect(largest, at).toBeLessThan(name.includes("prelu") ? 1e-6 : 1e-7);
    const seen = new Set<string>();
    for (const { id, uses } of worksheet.steps) {
      expect(seen).not.toContain(id);
      expect(
        uses.filter((used) => !seen.has(used)),
        id,
      ).toEqual([]);
      seen.add(id);
    }
  });

  test("is printed, answered, followed, and the same from a file", () => {
    const worksheet = sheetOf({ net: make, step });
    for (const render of [renderText, renderMarkdown, renderHtml, renderLatex]) {
      expect(render(worksheet, { answers: answersOf(worksheet) })).not.toMatch(/NaN|undefined|\[object/);
    }
    expect(JSON.stringify(toJson(worksheet))).toContain("loss_after");
    const last = worksheet.problem.layers.length;
    expect(renderText(worksheet, { focus: neuronPath(worksheet, `${last}.1`) })).toContain(`delta${last}`);
    const file = save(make());
    expect(renderText(sheetOf({ net: () => load(file), step }))).toBe(renderText(worksheet));
  });
});

const formulasOf = ({ steps }: Worksheet, ...ids: readonly string[]): string[] =>
  ids.map((id) => steps.find((step) => step.id === id)!.formula());

test("where ways meet, each adds its share", () => {
  expect(
    formulasOf(sheetOf(cases["around a layer"]!), "z3", "dL_da1_via2", "dL_da1_via3", "dL_da1", "delta1", "dx"),
  ).toEqual([
    "z3 = a1 + a2",
    "dL_da1_via2 = delta2·W2ᵀ",
    "dL_da1_via3 = delta3",
    "dL_da1 = dL_da1_via2 + dL_da1_via3",
    "delta1 = dL_da1·da_dz1",
    "dx = delta1·W1ᵀ",
  ]);
  const twice = sheetOf(cases["a layer twice, one after the other"]!, {
    optimizer: sgd({ rate: 0.1 }),
    regularizer: l2(0.01),
  });
  expect(formulasOf(twice, "z2", "dW1_via1", "dW1_via2", "dW1_penalty", "dW1", "db1")).toEqual([
    "z2 = a1·W1 + b1",
    "dW1_via1 = xᵀ·delta1/3",
    "dW1_via2 = a1ᵀ·delta2/3",
    "dW1_penalty = 0.02·W1",
    "dW1 = dW1_via1 + dW1_via2 + dW1_penalty",
    "db1 = db1_via1 + db1_via2",
  ]);
});

test("several outputs: the loss of each, and of all", () => {
  const worksheet = sheetOf(both);
  expect(formulasOf(worksheet, "z2", "loss_kind", "loss", "dL_da5")).toEqual([
    "z2 = concat(a1, x_narrow)",
    "loss_kind = (Σ loss_terms_kind)/3",
    "loss = loss_kind + 0.5·loss_alarm",
    "dL_da5 = 0.5((1 − y_alarm)/(1 − a5) − y_alarm/a5)",
  ]);
  expect(worksheet.steps.map(({ id }) => id)).toEqual(expect.arrayContaining(["dx_wide", "dx_narrow", "y_alarm"]));
});

test("what a layer adds to the loss comes into the delta of its layer", () => {
  const worksheet = sheetOf(cases["a loss of activations"]!);
  expect(formulasOf(worksheet, "activity1", "loss", "dL_da1_activity1", "dL_da1")).toEqual([
    "activity1 = (Σ 0.1·a1²)/3",
    "loss = (Σ loss_terms)/3 + activity1",
    "dL_da1_activity1 = 0.2·a1",
    "dL_da1 = dL_da1_via2 + dL_da1_activity1",
  ]);
});

test("a path keeps to the layers that a weight comes to", () => {
  const worksheet = sheetOf(both);
  const { cellsOf } = weightPath(worksheet, "5.2.1");
  const ids = worksheet.steps.filter((step) => cellsOf(step).length > 0).map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(["y_alarm", "a3", "W5", "z5", "loss_alarm", "delta5", "dW5", "W5_new"]));
  expect(ids.filter((id) => /kind|4|x_|W1|b1/.test(id))).toEqual([]);
});

test("names of inputs and outputs that mean something else are told apart", () => {
  const [a, b] = [input(), input()];
  const sum = add(a.to(dense(2)), b.to(dense(2)));
  const outputs = {
    after: sum.to(dense(2)),
    terms: sum.to(dense(2)),
    "a b": sum.to(dense(2)),
    "a-b": sum.to(dense(2)),
  };
  const net = network({ inputs: { a, b }, outputs });
  initialize(net, { inputShape: { a: [3], b: [2] }, seed: 3, dtype: "float64" });
  const worksheet = layoutNetwork(net, {
    inputs: { a: wide, b: narrow },
    targets: { after: kind, terms: kind, "a b": kind, "a-b": kind },
    loss: { after: meanSquaredError, terms: meanSquaredError, "a b": meanSquaredError, "a-b": meanSquaredError },
    optimizer: sgd({ rate: 0.1 }),
  });
  const ids = worksheet.steps.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id.startsWith("loss_"))).toHaveLength(9);
  expect(renderLatex(worksheet)).toContain("L_{\\text{after\\_2}}");
  expect(() =>
    layoutNetwork(net, { inputs: { a: wide } as never, targets: {} as never, loss: {} as never, optimizer: sgd() }),
  ).toThrow("layout: expected inputs by the names a, b, received none of b. Give each of them.");
});
